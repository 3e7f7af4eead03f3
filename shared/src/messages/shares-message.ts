// Twin of shared/contracts/messages/SharesMessage.sol.
import { type Address, getAddress, type Hex } from "viem";
import { MessageError } from "./message-error.ts";
import { byteLength, bytesField, pack, readPacked, requireHex, uintField } from "./packed.ts";

/** csETH that moves to a lane: locked on L1 before the message was sent, minted on L2 when it arrives. */
export type SharesBody = Readonly<{
  /** On the L2. */
  recipient: Address;
  shares: bigint;
  /** The rate when it was sent, and the number of its changes so far. */
  rateNonce: bigint;
  rate: bigint;
}>;

/** Length of a body. */
export const sharesBytes = 48;

export function encodeSharesBody({ recipient, shares, rateNonce, rate }: SharesBody): Hex {
  return pack(
    bytesField("recipient", recipient, 20),
    uintField("shares", shares, 12),
    uintField("rateNonce", rateNonce, 8),
    uintField("rate", rate, 8),
  );
}

export function decodeSharesBody(data: Hex): SharesBody {
  requireHex(data);
  const actual = byteLength(data);
  if (actual !== sharesBytes) throw new MessageError("SharesMessage_BadLength", { actual, expected: sharesBytes });
  const read = readPacked(data);
  return { recipient: getAddress(read.hex(20)), shares: read.uint(12), rateNonce: read.uint(8), rate: read.uint(8) };
}
