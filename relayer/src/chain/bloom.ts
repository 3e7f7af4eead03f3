import { type Hex, hexToBytes, keccak256 } from "viem";

const BLOOM_BYTES = 256;

/**
 * True if the value may be among the addresses and topics of a block's logs; false is certain.
 * Yellow Paper, 4.4.3: three 11-bit positions from the first six bytes of the hash.
 */
export function mayContain({ bloom, value }: { bloom: Hex; value: Hex }): boolean {
  const bits = hexToBytes(bloom);
  if (bits.length !== BLOOM_BYTES) return true;
  const hash = keccak256(value, "bytes");
  return [0, 2, 4].every((at) => {
    const position = (((hash[at] ?? 0) << 8) | (hash[at + 1] ?? 0)) & 0x7ff;
    return ((bits[BLOOM_BYTES - 1 - (position >> 3)] ?? 0) & (1 << (position & 7))) !== 0;
  });
}
