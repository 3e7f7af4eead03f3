import type { Abi, Address } from "viem";
import type { CodeExpectation } from "./code-expectation.ts";

/** What a sound deployment fixes: the answer of a call, the code at an address, or that there is none. */
export type Expectation =
  | CallExpectation
  | CodeExpectation
  | Readonly<{ contract: string; address: Address; bare: true }>;

/** Answers are compared as text, addresses without case. */
export type CallExpectation = Readonly<{
  contract: string;
  address: Address;
  abi: Abi;
  functionName: string;
  args?: readonly unknown[];
  /** Position in a result of several values, or field of a struct; the whole result without it. */
  pick?: string | number;
  expected: unknown;
}>;

export type Row = Omit<CallExpectation, "contract" | "address" | "abi">;

export const NOBODY: Address = "0x0000000000000000000000000000000000000000";

/** Several answers of one contract. */
export function rowsOf(
  contract: string,
  address: Address,
  abi: Abi | readonly unknown[],
  rows: readonly Row[],
): Expectation[] {
  return rows.map((row) => ({ contract, address, abi: abi as Abi, ...row }));
}
