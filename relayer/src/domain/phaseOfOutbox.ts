import { assertNever } from "./errors.ts";
import type { ConfirmedSends, OutboxPhase } from "./phase.ts";
import type { SourceStanding } from "./phaseOfWithdrawal.ts";

/** All that the phase of an L2 → L1 message over Arbitrum depends on, read at one block of L1. */
export type OutboxFacts = {
  source: SourceStanding;
  /** Place of the message among all to L1, from 0. */
  position: bigint;
  /** The outbox has executed it, in the newest block and in the final one; it never does so without success. */
  executed: { final: boolean } | undefined;
  confirmed: ConfirmedSends;
};

/** Where a message to L1 stands. What is done is looked at first, whoever did it. */
export function phaseOfOutbox({ source, position, executed, confirmed }: OutboxFacts): OutboxPhase {
  if (executed) return { name: "DELIVERED", final: executed.final };
  switch (source) {
    case "gone":
      return { name: "ORPHANED" };
    case "observed":
      return { name: "OBSERVED" };
    case "safe":
      return { name: "SAFE" };
    case "final":
      return confirmed.count > position
        ? { name: "READY_FOR_OUTBOX", confirmed }
        : { name: "AWAIT_ASSERTION", covered: confirmed.count };
    default:
      return assertNever(source, "standing of a message's source");
  }
}
