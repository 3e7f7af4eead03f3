import type { Hex } from "viem";
import type { MessengerMessage, Withdrawal } from "../../domain/carrier.ts";
import { capped, forwardable, intrinsic } from "../gas.ts";
import { MAX_STEP_GAS } from "../port.ts";

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
