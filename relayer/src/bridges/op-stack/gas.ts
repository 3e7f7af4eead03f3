import { type Hex, hexToBytes } from "viem";
import type { MessengerMessage, Withdrawal } from "../../domain/carrier.ts";
import { CsethError } from "../../domain/errors.ts";
import { MAX_STEP_GAS } from "../port.ts";

const TRANSACTION = 21_000n;
/** EIP-7623: the floor of a byte that is not zero; standard calldata pricing is below it. */
const PER_BYTE = 40n;
const PER_ZERO_BYTE = 10n;
/** The portal's own work; measured 267k for a proof of one node, 409k for one of seven. */
const PROVE = 350_000n;
const PROVE_PER_NODE = 60_000n;
/** Portal and lockbox around the call to the messenger; measured 294k with a call of 100k. */
const FINALIZE = 250_000n;
/** SafeCall.hasMinGas of the portal wants this beside the withdrawal's gas limit. */
const PORTAL_RESERVE = 60_000n;
/** CrossDomainMessenger.relayMessage: RELAY_RESERVED_GAS + RELAY_GAS_CHECK_BUFFER + hasMinGas' own 40,000. */
const RELAY_RESERVE = 85_000n;
const RELAY = 150_000n;

/** @throws BRIDGE_GAS_ABOVE_CAP */
export function proveGas(data: Hex, nodes: number): bigint {
  return capped(intrinsic(data) + PROVE + PROVE_PER_NODE * BigInt(nodes));
}

/** Less than this lets the portal revert rather than the message fail (T-59). @throws BRIDGE_GAS_ABOVE_CAP */
export function finalizeGas(data: Hex, { gasLimit }: Withdrawal): bigint {
  return capped(intrinsic(data) + FINALIZE + forwardable(gasLimit + PORTAL_RESERVE));
}

/**
 * Twice what the sender promised, as far as a transaction may go: what failed for want of gas then has a chance.
 * @throws BRIDGE_GAS_ABOVE_CAP when not even the promise fits
 */
export function replayGas(data: Hex, { minGasLimit }: MessengerMessage): bigint {
  const least = capped(intrinsic(data) + RELAY + forwardable(minGasLimit + RELAY_RESERVE));
  const generous = least + minGasLimit;
  return generous < MAX_STEP_GAS ? generous : MAX_STEP_GAS;
}

function intrinsic(data: Hex): bigint {
  let gas = TRANSACTION;
  for (const byte of hexToBytes(data)) gas += byte === 0 ? PER_ZERO_BYTE : PER_BYTE;
  return gas;
}

/** Gas a caller needs so that 63/64 of it, EIP-150, is `gas`, rounded up. */
function forwardable(gas: bigint): bigint {
  return gas + gas / 63n + 1n;
}

function capped(gas: bigint): bigint {
  if (gas <= MAX_STEP_GAS) return gas;
  throw new CsethError({
    code: "BRIDGE_GAS_ABOVE_CAP",
    retry: "never",
    message: `this step needs ${gas} gas, more than the ${MAX_STEP_GAS} a transaction of ours may use`,
    fix: "Send it by hand with a higher limit, up to the 2^24 of EIP-7825; senders must ask for less gas.",
    context: { gas, cap: MAX_STEP_GAS },
  });
}
