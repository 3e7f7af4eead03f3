import { type Address, formatEther, getAddress, type Hex, isAddress, parseEther, zeroAddress } from "viem";
import { CsethError } from "../../domain/errors.ts";

/** `1.5` → wei, or base units of csETH: both have 18 decimals. @throws USAGE_INVALID */
export function parseAmount(text: string): bigint {
  if (/^\d{1,12}(\.\d{1,18})?$/.test(text)) {
    const amount = parseEther(text);
    if (amount > 0n) return amount;
  }
  throw invalid(`${text} is not an amount`, "Give a positive number with at most 18 decimals, for example 1.5.");
}

/** @throws USAGE_INVALID */
export function parseAddress(text: string): Address {
  // A wrong checksum is a typing error, and nothing brings back what is sent to it.
  if (isAddress(text) && text !== `0x${"0".repeat(40)}`) return getAddress(text);
  throw invalid(`${text} is not an address`, "Give 0x and 40 hexadecimal digits; with capitals, they are a checksum.");
}

/** As {@link parseAddress}, or `nobody`. @throws USAGE_INVALID */
export function parseAddressOrNobody(text: string): Address {
  return text === "nobody" ? zeroAddress : parseAddress(text);
}

/** A validator's public key. @throws USAGE_INVALID */
export function parsePubkey(text: string): Hex {
  if (/^0x[0-9a-f]{96}$/i.test(text)) return text.toLowerCase() as Hex;
  throw invalid(`${text} is not a validator's public key`, "Give 0x and 96 hexadecimal digits.");
}

/** A whole number from 0 to `max`. @throws USAGE_INVALID */
export function parseWhole(what: string, max: bigint): (text: string) => bigint {
  return (text) => {
    if (/^\d{1,20}$/.test(text) && BigInt(text) <= max) return BigInt(text);
    throw invalid(`${text} is not ${what}`, `Give a whole number from 0 to ${max}.`);
  };
}

export function invalid(message: string, fix: string): CsethError {
  return new CsethError({ code: "USAGE_INVALID", retry: "never", message, fix });
}

export function ether(wei: bigint): string {
  return `${formatEther(wei)} ether`;
}

export function cseth(shares: bigint): string {
  return `${formatEther(shares)} csETH`;
}
