import { type Hex, hexToBytes } from "viem";
import { CsethError } from "../domain/errors.ts";
import { MAX_STEP_GAS } from "./port.ts";

const TRANSACTION = 21_000n;
/** EIP-7623: the floor of a byte that is not zero; standard calldata pricing is below it. */
const PER_BYTE = 40n;
const PER_ZERO_BYTE = 10n;

/** What a transaction with this calldata costs before it does anything, at most. */
export function intrinsic(data: Hex): bigint {
  let gas = TRANSACTION;
  for (const byte of hexToBytes(data)) gas += byte === 0 ? PER_ZERO_BYTE : PER_BYTE;
  return gas;
}

/** Gas a caller needs so that 63/64 of it, EIP-150, is `gas`, rounded up. */
export function forwardable(gas: bigint): bigint {
  return gas + gas / 63n + 1n;
}

/** @throws BRIDGE_GAS_ABOVE_CAP */
export function capped(gas: bigint): bigint {
  if (gas <= MAX_STEP_GAS) return gas;
  throw new CsethError({
    code: "BRIDGE_GAS_ABOVE_CAP",
    retry: "never",
    message: `this step needs ${gas} gas, more than the ${MAX_STEP_GAS} a transaction of ours may use`,
    fix: "Send it by hand with a higher limit, up to the 2^24 of EIP-7825; senders must ask for less gas.",
    context: { gas, cap: MAX_STEP_GAS },
  });
}
