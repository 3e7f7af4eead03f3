import type { Hash } from "viem";
import { CsethError } from "./errors.ts";
import type { TicketPhase } from "./phase.ts";

/** One ticket of a message, read at one block of L2. */
export type TicketFacts = { ticketId: Hash } & (
  | { state: "pending" }
  /** L2 could not create it. */
  | { state: "rejected" }
  /** Redeemed or expired: it is not there any more. */
  | { state: "closed" }
  /** `timeout`: last second at which it is open. `wouldDeliver`: redeemed now with our gas, it would succeed. */
  | { state: "open"; timeout: bigint; wouldDeliver: boolean; reason: string | undefined }
);

/** All that the phase of an L1 → L2 message over Arbitrum depends on. Times are chain times in seconds. */
export type TicketsFacts = {
  /** Whether L1 still has the block it was sent in. */
  source: "gone" | "present";
  /** What the hub on L2 says: it has taken the message, in its newest block and in its final one. */
  delivered: { final: boolean } | undefined;
  /** The ticket it was sent with and, if it was sent again, the newest one. At least one. */
  tickets: readonly TicketFacts[];
  /** Chain time of the L2 block that was read. */
  now: bigint;
  /** A ticket with no more time than this is kept alive. */
  keepaliveMargin: bigint;
  /** First second of L1 at which the gateway sends the message again, and where L1 stands. */
  resend: { notBefore: bigint; l1Block: bigint; l1Time: bigint };
};

/**
 * Where a message that goes down by retryable tickets stands. Time comes first: a ticket about to expire is kept alive
 * before anything else is tried, because a redemption may go on failing.
 * @throws BRIDGE_TICKET_REJECTED
 */
export function phaseOfTicket(facts: TicketsFacts): TicketPhase {
  const { source, delivered, tickets, now, keepaliveMargin, resend } = facts;
  if (delivered) return { name: "EXECUTED", final: delivered.final };
  if (source === "gone") return { name: "ORPHANED" };
  const open = tickets.filter((ticket) => ticket.state === "open");
  const best = open.find(({ wouldDeliver }) => wouldDeliver) ?? open[0];
  if (best) {
    const { ticketId, timeout, wouldDeliver, reason } = best;
    if (timeout - now <= keepaliveMargin) return { name: "EXPIRING", ticketId, timeout };
    return { name: "REDEEM_FAILED", ticketId, timeout, wouldDeliver, reason };
  }
  if (tickets.some(({ state }) => state === "pending")) return { name: "SENT" };
  const rejected = tickets.find(({ state }) => state === "rejected");
  if (rejected) throw ticketRejected(rejected.ticketId);
  const { notBefore, l1Block, l1Time } = resend;
  return { name: "EXPIRED", notBefore, resendable: l1Time >= notBefore, l1Block };
}

function ticketRejected(ticketId: Hash): CsethError {
  return new CsethError({
    code: "BRIDGE_TICKET_REJECTED",
    retry: "never",
    message: `the L2 could not create ticket ${ticketId}: what came with it did not pay for it`,
    fix: "Look at its transaction by hand: its ether is the aliased L1 gateway's; the gateway's rule for fees must be wrong.",
    context: { ticketId },
  });
}
