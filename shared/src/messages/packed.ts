// Packed, big-endian fields without padding: what Solidity's abi.encodePacked writes.
import type { Hex } from "viem";
import { MessageError } from "./message-error.ts";

const hexPattern = /^0x([0-9a-fA-F]{2})*$/;

/** A field ready to be joined by {@link pack}: hex digits without `0x`. */
export type Field = string & { readonly __field?: never };

/** An unsigned integer of `bytes` bytes. Throws `Packed_OutOfRange`. */
export function uintField(name: string, value: bigint | number, bytes: number): Field {
  const isWhole = typeof value === "bigint" || Number.isSafeInteger(value);
  if (!isWhole || value < 0 || BigInt(value) >> BigInt(8 * bytes) !== 0n) {
    throw new MessageError("Packed_OutOfRange", { field: name, value, bytes });
  }
  return value.toString(16).padStart(2 * bytes, "0");
}

/** Exactly `bytes` bytes of hex, such as an address (20) or a hash (32). */
export function bytesField(name: string, value: Hex, bytes: number): Field {
  requireHex(value);
  if (byteLength(value) !== bytes) throw new MessageError("Packed_OutOfRange", { field: name, value, bytes });
  return value.slice(2).toLowerCase();
}

export function pack(...fields: readonly Field[]): Hex {
  return `0x${fields.join("")}`;
}

/** Number of bytes of a hex string. */
export function byteLength(data: Hex): number {
  return (data.length - 2) / 2;
}

/** Throws `Packed_InvalidHex` unless `data` is `0x` and whole bytes. */
export function requireHex(data: Hex): void {
  if (!hexPattern.test(data)) throw new MessageError("Packed_InvalidHex", { data });
}

export type PackedReader = Readonly<{
  /** The next `bytes` bytes as an unsigned integer. */
  uint: (bytes: number) => bigint;
  /** The next `bytes` (at most 6) bytes as a number. */
  small: (bytes: number) => number;
  /** The next `bytes` bytes as hex, lower case. */
  hex: (bytes: number) => Hex;
}>;

/** Reads fields one after the other. The caller has compared the length: reading on past the end is its mistake. */
export function readPacked(data: Hex): PackedReader {
  let position = 2;
  const hex = (bytes: number): Hex => {
    const end = position + 2 * bytes;
    const digits = data.slice(position, end).toLowerCase();
    position = end;
    return `0x${digits}`;
  };
  return { hex, uint: (bytes) => BigInt(hex(bytes)), small: (bytes) => Number.parseInt(hex(bytes), 16) };
}
