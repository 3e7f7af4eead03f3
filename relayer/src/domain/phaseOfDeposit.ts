import { CsethError } from "./errors.ts";
import type { DepositPhase } from "./phase.ts";
import type { RelayFacts } from "./phaseOfWithdrawal.ts";

/** All that the phase of an L1 → L2 message depends on, read at one block of L2. */
export type DepositFacts = {
  /** Whether L1 still has the block it was sent in. */
  source: "gone" | "present";
  relay: RelayFacts;
  /** What became of the deposit transaction on L2; undefined until L2 has derived it. */
  deposit: "success" | "reverted" | undefined;
};

/** @throws BRIDGE_DEPOSIT_REVERTED */
export function phaseOfDeposit({ source, relay, deposit }: DepositFacts): DepositPhase {
  if (relay.outcome === "delivered") return { name: "EXECUTED", final: relay.final };
  // A deposit lives and dies with its L1 block: without it L2 will drop what it has derived.
  if (source === "gone") return { name: "ORPHANED" };
  if (relay.outcome === "failed") {
    return { name: "FAILED_ON_L2", wouldDeliver: relay.wouldDeliver, reason: relay.reason };
  }
  if (deposit !== "reverted") return { name: "SENT" };
  throw new CsethError({
    code: "BRIDGE_DEPOSIT_REVERTED",
    retry: "never",
    message: "the deposit reverted on L2 before the messenger could keep its message",
    fix: "Look at the deposit transaction by hand: its ether was minted to the aliased L1 messenger.",
  });
}
