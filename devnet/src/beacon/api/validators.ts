import type { routes } from "@lodestar/api";
import { ApiError } from "@lodestar/api/server";
import { FAR_FUTURE_EPOCH } from "@lodestar/params";
import { type CachedBeaconStateFulu, computeEpochAtSlot } from "@lodestar/state-transition";
import type { phase0 } from "@lodestar/types";
import { type Hex, hexToBytes } from "viem";

type ValidatorResponse = routes.beacon.ValidatorResponse;
type ValidatorStatus = ValidatorResponse["status"];
export type ValidatorId = string | number;

/** The status of the beacon API's table of validator states. */
export function statusOf(validator: phase0.Validator, balanceGwei: number, epoch: number): ValidatorStatus {
  const { activationEpoch, activationEligibilityEpoch, exitEpoch, withdrawableEpoch, slashed } = validator;
  if (epoch < activationEpoch) {
    return activationEligibilityEpoch === FAR_FUTURE_EPOCH ? "pending_initialized" : "pending_queued";
  }
  if (epoch < exitEpoch) {
    if (exitEpoch === FAR_FUTURE_EPOCH) return "active_ongoing";
    return slashed ? "active_slashed" : "active_exiting";
  }
  if (epoch < withdrawableEpoch) return slashed ? "exited_slashed" : "exited_unslashed";
  return balanceGwei > 0 ? "withdrawal_possible" : "withdrawal_done";
}

/** @returns its index, or undefined for a validator this state doesn't know */
export function indexOf(state: CachedBeaconStateFulu, id: ValidatorId): number | undefined {
  const index = typeof id === "string" && id.startsWith("0x") ? indexOfKey(state, id as Hex) : Number(id);
  return index !== undefined && index < state.validators.length ? index : undefined;
}

function indexOfKey(state: CachedBeaconStateFulu, pubkey: Hex): number | undefined {
  if (!/^0x[0-9a-fA-F]{96}$/.test(pubkey)) throw new ApiError(400, `Invalid validator id: ${pubkey}`);
  return state.epochCtx.pubkeyCache.getIndex(hexToBytes(pubkey)) ?? undefined;
}

export function validatorAt(state: CachedBeaconStateFulu, index: number): ValidatorResponse {
  const validator = state.validators.getReadonly(index);
  const balance = state.balances.get(index);
  return { index, balance, status: statusOf(validator, balance, computeEpochAtSlot(state.slot)), validator };
}

/** Unknown ids are left out, as the API wants; no ids means all. */
export function selectIndices(state: CachedBeaconStateFulu, ids: readonly ValidatorId[] = []): number[] {
  if (ids.length === 0) return Array.from({ length: state.validators.length }, (_, index) => index);
  return ids.map((id) => indexOf(state, id)).filter((index) => index !== undefined);
}

/** A filter may name a status or its family: `active`, `pending`, `exited`, `withdrawal`. */
export function hasStatus({ status }: ValidatorResponse, statuses: readonly string[] = []): boolean {
  return statuses.length === 0 || statuses.includes(status) || statuses.includes(status.split("_")[0] ?? "");
}
