// Packets of LayerZero V2: PacketV1Codec.sol and GUID.sol of @layerzerolabs/lz-evm-protocol-v2 3.0.168.
import { type Address, concat, type Hash, type Hex, keccak256, pad, slice } from "viem";
import { MessageError } from "../messages/message-error.ts";
import { byteLength, bytesField, pack, readPacked, requireHex, uintField } from "../messages/packed.ts";

/** Between two chains, by LayerZero's ids of them; receivers here are EVM accounts. */
export type Packet = Readonly<{
  nonce: bigint;
  srcEid: number;
  sender: Address;
  dstEid: number;
  receiver: Address;
  message: Hex;
}>;

const version = 1n;
const headerBytes = 81;
const payloadOffset = headerBytes + 32;

/** @param encoded `encodedPayload` of PacketSent. @throws MessageError */
export function decodePacket(encoded: Hex): Packet {
  requireHex(encoded);
  if (byteLength(encoded) < payloadOffset) throw new MessageError("Packet_Malformed", { bytes: byteLength(encoded) });
  const read = readPacked(encoded);
  const found = read.uint(1);
  if (found !== version) throw new MessageError("Packet_Malformed", { version: found });
  const nonce = read.uint(8);
  const srcEid = Number(read.uint(4));
  const sender = slice(read.hex(32), 12);
  const dstEid = Number(read.uint(4));
  const receiver = slice(read.hex(32), 12);
  const message = byteLength(encoded) === payloadOffset ? "0x" : slice(encoded, payloadOffset);
  return { nonce, srcEid, sender, dstEid, receiver, message };
}

export function encodePacket(packet: Packet): Hex {
  return concat([packetHeader(packet), packetGuid(packet), packet.message]);
}

/** What verifiers vouch for together with {@link packetPayloadHash}. */
export function packetHeader({ nonce, srcEid, sender, dstEid, receiver }: Packet): Hex {
  return pack(
    uintField("version", version, 1),
    uintField("nonce", nonce, 8),
    uintField("srcEid", srcEid, 4),
    bytesField("sender", pad(sender), 32),
    uintField("dstEid", dstEid, 4),
    bytesField("receiver", pad(receiver), 32),
  );
}

/** Names the place in a channel, not the contents: a packet sent again after a reorg keeps it. */
export function packetGuid({ nonce, srcEid, sender, dstEid, receiver }: Packet): Hash {
  return keccak256(
    pack(
      uintField("nonce", nonce, 8),
      uintField("srcEid", srcEid, 4),
      bytesField("sender", pad(sender), 32),
      uintField("dstEid", dstEid, 4),
      bytesField("receiver", pad(receiver), 32),
    ),
  );
}

export function packetPayloadHash(packet: Packet): Hash {
  return keccak256(concat([packetGuid(packet), packet.message]));
}

const optionsType = 3n;
const executorWorker = 1n;
const receiveOption = 1n;

/**
 * Gas that a sender pays the executor to deliver with: the LZRECEIVE options of ExecutorOptions.sol, summed up.
 * @param options of PacketSent, `type u16 | (worker u8 | size u16 | option u8 | …)*`. @throws MessageError
 */
export function receiveGasOf(options: Hex): bigint {
  requireHex(options);
  const read = readPacked(options);
  if (byteLength(options) < 2 || read.uint(2) !== optionsType) throw new MessageError("Packet_Malformed", { options });
  let gas = 0n;
  for (let left = byteLength(options) - 2; left > 0; ) {
    const [worker, size, option] = [read.uint(1), Number(read.uint(2)), read.uint(1)];
    const body = read.hex(size - 1);
    if (worker === executorWorker && option === receiveOption) gas += BigInt(slice(body, 0, 16));
    left -= 3 + size;
  }
  return gas;
}
