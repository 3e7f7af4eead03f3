// Twin of shared/contracts/messages/BatchMessage.sol.
import type { Hex } from "viem";
import { MessageError } from "./message-error.ts";
import { byteLength, bytesField, pack, readPacked, requireHex, uintField } from "./packed.ts";

/** One closed batch. Shares and wei. The batch nonce is the envelope's. */
export type BatchBody = Readonly<{
  rateNonce: bigint;
  /** m, shares */
  minted: bigint;
  /** u, shares */
  burned: bigint;
  /** w, shares */
  forwarded: bigint;
  /** e, wei that travel with the message */
  etherSent: bigint;
  /** E after the close, wei */
  heldAfter: bigint;
  actionCount: number;
  /** Outbox root, zero when there is no action. */
  actionsRoot: Hex;
}>;

const expectedLength = 104;

export function encodeBatchBody(body: BatchBody): Hex {
  return pack(
    uintField("rateNonce", body.rateNonce, 8),
    uintField("minted", body.minted, 12),
    uintField("burned", body.burned, 12),
    uintField("forwarded", body.forwarded, 12),
    uintField("etherSent", body.etherSent, 12),
    uintField("heldAfter", body.heldAfter, 12),
    uintField("actionCount", body.actionCount, 4),
    bytesField("actionsRoot", body.actionsRoot, 32),
  );
}

export function decodeBatchBody(data: Hex): BatchBody {
  requireHex(data);
  const actual = byteLength(data);
  if (actual !== expectedLength) throw new MessageError("BatchMessage_BadLength", { actual, expected: expectedLength });
  const read = readPacked(data);
  return {
    rateNonce: read.uint(8),
    minted: read.uint(12),
    burned: read.uint(12),
    forwarded: read.uint(12),
    etherSent: read.uint(12),
    heldAfter: read.uint(12),
    actionCount: read.small(4),
    actionsRoot: read.hex(32),
  };
}
