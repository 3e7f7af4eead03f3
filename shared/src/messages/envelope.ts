// Twin of shared/contracts/messages/Envelope.sol.
import type { Hex } from "viem";
import { MessageError } from "./message-error.ts";
import { byteLength, pack, readPacked, requireHex, uintField } from "./packed.ts";

/** Version this code writes, and the oldest it reads. */
export const envelopeVersion = 1;
export const minEnvelopeVersion = 1;

/** BATCH: L2 to L1; STATE_UPDATE, SHARES: L1 to L2; canonical. FAST_NOTE: L2 to L1; FAST_FREEZE: L1 to L2; fast. */
export const messageType = { batch: 1, stateUpdate: 2, fastNote: 3, fastFreeze: 4, shares: 5 } as const;
export type MessageType = (typeof messageType)[keyof typeof messageType];

export type Envelope = Readonly<{ version: number; type: number; laneId: number; nonce: bigint; body: Hex }>;

/** Length of an envelope without its body. */
export const envelopeBytes = 12;

/** `version u8 | type u8 | laneId u16 | nonce u64 | body`, in the current version. */
export function encodeEnvelope({ type, laneId, nonce, body }: Omit<Envelope, "version">): Hex {
  if (nonce === 0n) throw new MessageError("Envelope_ZeroNonce", { type, laneId });
  requireHex(body);
  return pack(
    uintField("version", envelopeVersion, 1),
    uintField("type", type, 1),
    uintField("laneId", laneId, 2),
    uintField("nonce", nonce, 8),
    body.slice(2).toLowerCase(),
  );
}

/** Splits a message; refuses what the hubs refuse, with the same code. Type and lane are the caller's to compare. */
export function decodeEnvelope(message: Hex): Envelope {
  requireHex(message);
  const length = byteLength(message);
  if (length < envelopeBytes) throw new MessageError("Envelope_TooShort", { length });
  const read = readPacked(message);
  const envelope = {
    version: read.small(1),
    type: read.small(1),
    laneId: read.small(2),
    nonce: read.uint(8),
    body: read.hex(length - envelopeBytes),
  };
  const { version, nonce } = envelope;
  if (version < minEnvelopeVersion || version > envelopeVersion) {
    const accepted = { minimum: minEnvelopeVersion, maximum: envelopeVersion };
    throw new MessageError("Envelope_UnsupportedVersion", { version, ...accepted });
  }
  if (nonce === 0n) throw new MessageError("Envelope_ZeroNonce", { type: envelope.type, laneId: envelope.laneId });
  return envelope;
}

/** {@link decodeEnvelope} where only one type of one lane may arrive. */
export function openEnvelope(message: Hex, expected: { type: MessageType; laneId: number }): Envelope {
  const envelope = decodeEnvelope(message);
  if (envelope.type !== expected.type) {
    throw new MessageError("Envelope_UnexpectedType", { type: envelope.type, expected: expected.type });
  }
  if (envelope.laneId !== expected.laneId) {
    throw new MessageError("Envelope_UnexpectedLane", { laneId: envelope.laneId, expected: expected.laneId });
  }
  return envelope;
}
