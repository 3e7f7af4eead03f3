import type { PacketPhase } from "./phase.ts";

/** All that the phase of a message over LayerZero depends on, read at one block of the receiving chain. */
export type PacketFacts = {
  /** Whether the sending chain still has the block it was sent in. */
  source: "gone" | "present";
  /** Something was delivered under its nonce, in the newest block and in the final one. */
  received: { final: boolean } | undefined;
  /** Every required verifier has vouched for it. */
  verified: boolean;
  committed: boolean;
  /** A delivery as it would go now; known while it is committed. */
  delivery: { wouldDeliver: boolean; reason: string | undefined } | undefined;
  /** The executor had its time. */
  isOverdue: boolean;
};

/**
 * Where a message over LayerZero stands. One whose source is gone is not carried on: what verifiers have let through
 * too early is for the canonical twin to judge.
 */
export function phaseOfPacket({
  source,
  received,
  verified,
  committed,
  delivery,
  isOverdue,
}: PacketFacts): PacketPhase {
  if (received) return { name: "RECEIVED", final: received.final };
  if (source === "gone") return { name: "ORPHANED" };
  if (committed) {
    const { wouldDeliver = true, reason } = delivery ?? {};
    if (wouldDeliver && !isOverdue) return { name: "COMMITTED" };
    return { name: "RECEIVE_FAILED", wouldDeliver, reason };
  }
  return verified ? { name: "VERIFIED", isOverdue } : { name: "SENT" };
}
