import type { Hash } from "viem";
import { assertNever, CsethError } from "./errors.ts";

/** What a receipt says of the one transaction of a nonce that was mined. */
export type Mined = {
  hash: Hash;
  blockHash: Hash;
  blockNumber: bigint;
  /** False when it was included and reverted: the nonce is used, the intent has failed. */
  succeeded: boolean;
  /** Fees paid, and the value if it succeeded. */
  costWei: bigint;
};

/**
 * The life of one nonce of one signer.
 *
 * RESERVED → SIGNED → BROADCAST → INCLUDED → FINAL, or FREED when nothing of ours can take effect under it any more.
 */
export type NonceSlot =
  | { state: "RESERVED" | "SIGNED" | "BROADCAST" | "FREED" }
  | { state: "INCLUDED" | "FINAL"; mined: Mined };

export type SlotState = NonceSlot["state"];

export type SlotEvent =
  /** Bytes were signed and stored; again when fees are raised. */
  | { type: "signed" }
  /** A node holds one of the signed transactions. */
  | { type: "accepted" }
  | { type: "included"; mined: Mined }
  /** A reorg took its block away. */
  | { type: "vanished" }
  | { type: "finalized" }
  /** Refused by every node, or the nonce was finally used by a transaction that is not ours. */
  | { type: "freed" }
  /** A freed nonce is taken for something new. */
  | { type: "reserved" };

/** @throws TX_ILLEGAL_TRANSITION: a defect of the caller, never of a node */
export function transition(slot: NonceSlot, event: SlotEvent): NonceSlot {
  switch (slot.state) {
    case "RESERVED":
      if (event.type === "signed") return { state: "SIGNED" };
      if (event.type === "freed") return { state: "FREED" };
      break;
    case "SIGNED":
      if (event.type === "signed") return slot;
      if (event.type === "accepted") return { state: "BROADCAST" };
      // Sent before a crash that came before the record: the chain knows more than we do.
      if (event.type === "included") return { state: "INCLUDED", mined: event.mined };
      if (event.type === "freed") return { state: "FREED" };
      break;
    case "BROADCAST":
      if (event.type === "signed" || event.type === "accepted") return slot;
      if (event.type === "included") return { state: "INCLUDED", mined: event.mined };
      if (event.type === "freed") return { state: "FREED" };
      break;
    case "INCLUDED":
      // After a reorg another of our hashes, or the same in another block, may stand in its place.
      if (event.type === "included") return { state: "INCLUDED", mined: event.mined };
      if (event.type === "accepted") return slot;
      if (event.type === "vanished") return { state: "BROADCAST" };
      if (event.type === "finalized") return { state: "FINAL", mined: slot.mined };
      break;
    case "FREED":
      if (event.type === "reserved") return { state: "RESERVED" };
      // Bytes once signed are never unsigned; whichever is mined wins.
      if (event.type === "included") return { state: "INCLUDED", mined: event.mined };
      break;
    case "FINAL":
      break;
    default:
      return assertNever(slot, "nonce slot");
  }
  throw new CsethError({
    code: "TX_ILLEGAL_TRANSITION",
    retry: "never",
    message: `a nonce slot in state ${slot.state} cannot take the event ${event.type}`,
    context: { state: slot.state, event: event.type },
  });
}
