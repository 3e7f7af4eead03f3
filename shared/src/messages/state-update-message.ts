// Twin of shared/contracts/messages/StateUpdateMessage.sol.
import type { Hex } from "viem";
import { MessageError } from "./message-error.ts";
import { byteLength, bytesField, pack, readPacked, requireHex, uintField } from "./packed.ts";

/** Ether that the L1 queue paid for the forwarded shares of one batch. */
export type SettlementMessage = Readonly<{ batchNonce: bigint; etherPaid: bigint }>;

/** What a report means for one lane. */
export type StateUpdateBody = Readonly<{
  /** seconds */
  refTime: bigint;
  rateNonce: bigint;
  /** r, wei per 1e18 shares */
  rate: bigint;
  /** last batch L1 has landed */
  appliedNonce: bigint;
  /** K, shares */
  lockedShares: bigint;
  /** cumulative shares */
  releasedTotal: bigint;
  rewardsFrame: bigint;
  rewardsRoot: Hex;
  /** cumulative shares */
  rewardsTotal: bigint;
  settlements: readonly SettlementMessage[];
}>;

const fixedLength = 110;
const settlementLength = 20;
const maxSettlements = 0xffff;

/** Length of an encoded body. */
export function stateUpdateBytes(settlements: number): number {
  return fixedLength + settlements * settlementLength;
}

export function encodeStateUpdateBody(body: StateUpdateBody): Hex {
  const count = body.settlements.length;
  if (count > maxSettlements) {
    throw new MessageError("StateUpdateMessage_TooManySettlements", { count, maximum: maxSettlements });
  }
  return pack(
    uintField("refTime", body.refTime, 8),
    uintField("rateNonce", body.rateNonce, 8),
    uintField("rate", body.rate, 8),
    uintField("appliedNonce", body.appliedNonce, 8),
    uintField("lockedShares", body.lockedShares, 12),
    uintField("releasedTotal", body.releasedTotal, 12),
    uintField("rewardsFrame", body.rewardsFrame, 8),
    bytesField("rewardsRoot", body.rewardsRoot, 32),
    uintField("rewardsTotal", body.rewardsTotal, 12),
    uintField("settlementCount", count, 2),
    ...body.settlements.flatMap(({ batchNonce, etherPaid }) => [
      uintField("batchNonce", batchNonce, 8),
      uintField("etherPaid", etherPaid, 12),
    ]),
  );
}

export function decodeStateUpdateBody(data: Hex): StateUpdateBody {
  requireHex(data);
  const actual = byteLength(data);
  if (actual < fixedLength) throw new MessageError("StateUpdateMessage_BadLength", { actual, expected: fixedLength });
  const read = readPacked(data);
  const fixed = {
    refTime: read.uint(8),
    rateNonce: read.uint(8),
    rate: read.uint(8),
    appliedNonce: read.uint(8),
    lockedShares: read.uint(12),
    releasedTotal: read.uint(12),
    rewardsFrame: read.uint(8),
    rewardsRoot: read.hex(32),
    rewardsTotal: read.uint(12),
  };
  const count = read.small(2);
  const expected = fixedLength + count * settlementLength;
  if (actual !== expected) throw new MessageError("StateUpdateMessage_BadLength", { actual, expected });
  const settlements = Array.from({ length: count }, () => ({ batchNonce: read.uint(8), etherPaid: read.uint(12) }));
  return { ...fixed, settlements };
}

/** Wei that must travel with the message. */
export function totalPaid({ settlements }: Pick<StateUpdateBody, "settlements">): bigint {
  return settlements.reduce((total, { etherPaid }) => total + etherPaid, 0n);
}
