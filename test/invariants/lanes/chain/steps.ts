// A step as SequencePlayer reads it, and the digest it makes of what the step did.
import { createHash } from "node:crypto";
import { type Address, type Hex, zeroHash } from "viem";

/** One call in a sequence, the ether it brings and the gas it is given. */
export type Step = Readonly<{ caller: number; target: Address; value: bigint; data: Hex; gas?: number }>;

/** What a call must do: return this, or anything for null; or revert with an error of this selector. */
export type Outcome = Readonly<{ success: true; returned: Hex | null } | { success: false; selector: Hex }>;

/** As much as one transaction may have since Fusaka: whatever a call does, the next one has enough. */
const CALL_GAS = 2 ** 24;
const WHOLE = 255;

/** `caller u8 | compared u8 | gas u32 | value u128 | target a20 | length u32 | data`, without 0x. */
export function packStep({ caller, target, value, data, gas }: Step, outcome: Outcome): string {
  return [
    word(caller, 1),
    word(comparedBytes(outcome), 1),
    word(gas ?? CALL_GAS, 4),
    word(value, 16),
    target.slice(2),
    word(data.length / 2 - 1, 4),
    data.slice(2),
  ].join("");
}

export const FIRST_DIGEST = zeroHash.slice(2);

/** @param words of all views after the step, without 0x */
export function nextDigest(previous: string, outcome: Outcome, words: string): string {
  const shown = outcome.success ? (outcome.returned ?? "0x") : outcome.selector;
  const text = `${previous}${outcome.success ? "01" : "00"}${shown.slice(2)}${words}`;
  return createHash("sha256").update(text, "hex").digest("hex");
}

export function sha256(data: string): string {
  return createHash("sha256").update(data, "hex").digest("hex");
}

/** A number in hex without 0x. */
export function word(value: bigint | number, bytes = 32): string {
  const unsigned = value < 0 ? BigInt.asUintN(8 * bytes, BigInt(value)) : value;
  return unsigned.toString(16).padStart(2 * bytes, "0");
}

function comparedBytes(outcome: Outcome): number {
  if (!outcome.success) return 4;
  return outcome.returned === null ? 0 : WHOLE;
}
