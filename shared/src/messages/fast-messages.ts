// Twin of shared/contracts/messages/FastNoteMessage.sol and FastFreezeMessage.sol.
import type { Hex } from "viem";
import { MessageError } from "./message-error.ts";
import { byteLength, bytesField, pack, readPacked, requireHex, uintField } from "./packed.ts";

/** A batch that its L2 has closed. */
export type FastNoteBody = Readonly<{
  batchNonce: bigint;
  /** keccak256 of the whole BATCH message, envelope included. */
  digest: Hex;
}>;

/** The rate has fallen under this nonce. */
export type FastFreezeBody = Readonly<{ rateNonce: bigint }>;

const noteLength = 40;
const freezeLength = 8;

export function encodeFastNoteBody({ batchNonce, digest }: FastNoteBody): Hex {
  return pack(uintField("batchNonce", batchNonce, 8), bytesField("digest", digest, 32));
}

export function decodeFastNoteBody(data: Hex): FastNoteBody {
  const read = readExactly(data, noteLength, "FastNoteMessage_BadLength");
  return { batchNonce: read.uint(8), digest: read.hex(32) };
}

export function encodeFastFreezeBody({ rateNonce }: FastFreezeBody): Hex {
  return pack(uintField("rateNonce", rateNonce, 8));
}

export function decodeFastFreezeBody(data: Hex): FastFreezeBody {
  const read = readExactly(data, freezeLength, "FastFreezeMessage_BadLength");
  return { rateNonce: read.uint(8) };
}

function readExactly(data: Hex, expected: number, code: "FastNoteMessage_BadLength" | "FastFreezeMessage_BadLength") {
  requireHex(data);
  const actual = byteLength(data);
  if (actual !== expected) throw new MessageError(code, { actual, expected });
  return readPacked(data);
}
