import type { BeaconApiMethods } from "@lodestar/api/beacon/server";
import { ApiError } from "@lodestar/api/server";
import { SLOTS_PER_EPOCH } from "@lodestar/params";
import { computeEpochAtSlot } from "@lodestar/state-transition";
import { fork } from "../config.ts";
import type { Lookup } from "./lookup.ts";
import { hasStatus, indexOf, selectIndices, type ValidatorId, validatorAt } from "./validators.ts";

/** `/eth/v1/beacon/states/{id}/…`: what a state says about validators, finality and its queues. */
export function createStateRoutes({ state: find, meta }: Lookup): Partial<BeaconApiMethods["beacon"]> {
  function validators(id: string | number, ids?: readonly ValidatorId[], statuses?: readonly string[]) {
    const state = find(id);
    const data = selectIndices(state, ids)
      .map((index) => validatorAt(state, index))
      .filter((validator) => hasStatus(validator, statuses));
    return { data, meta: meta(state.slot) };
  }

  function balances(id: string | number, ids?: readonly ValidatorId[]) {
    const state = find(id);
    const data = selectIndices(state, ids).map((index) => ({ index, balance: state.balances.get(index) }));
    return { data, meta: meta(state.slot) };
  }

  return {
    async getStateRoot({ stateId }) {
      const state = find(stateId);
      return { data: { root: state.hashTreeRoot() }, meta: meta(state.slot) };
    },
    async getStateFork({ stateId }) {
      const state = find(stateId);
      return { data: state.fork.toValue(), meta: meta(state.slot) };
    },
    async getStateRandao({ stateId, epoch }) {
      const state = find(stateId);
      const mixes = state.randaoMixes;
      const randao = mixes.get((epoch ?? computeEpochAtSlot(state.slot)) % mixes.length);
      return { data: { randao }, meta: meta(state.slot) };
    },
    async getStateFinalityCheckpoints({ stateId }) {
      const state = find(stateId);
      const data = {
        previousJustified: state.previousJustifiedCheckpoint.toValue(),
        currentJustified: state.currentJustifiedCheckpoint.toValue(),
        finalized: state.finalizedCheckpoint.toValue(),
      };
      return { data, meta: meta(state.slot) };
    },
    getStateValidators: async ({ stateId, validatorIds, statuses }) => validators(stateId, validatorIds, statuses),
    postStateValidators: async ({ stateId, validatorIds, statuses }) => validators(stateId, validatorIds, statuses),
    async getStateValidator({ stateId, validatorId }) {
      const state = find(stateId);
      const index = indexOf(state, validatorId);
      if (index === undefined) throw new ApiError(404, `Validator not found: ${validatorId}`);
      return { data: validatorAt(state, index), meta: meta(state.slot) };
    },
    getStateValidatorBalances: async ({ stateId, validatorIds }) => balances(stateId, validatorIds),
    postStateValidatorBalances: async ({ stateId, validatorIds }) => balances(stateId, validatorIds),
    async getEpochCommittees({ stateId, epoch, index, slot }) {
      const state = find(stateId);
      const of = epoch ?? computeEpochAtSlot(state.slot);
      const data = state.epochCtx.getShufflingAtEpoch(of).committees.flatMap((committees, offset) =>
        committees.map((committee, committeeIndex) => ({
          index: committeeIndex,
          slot: of * SLOTS_PER_EPOCH + offset,
          validators: [...committee],
        })),
      );
      const wanted = data.filter((c) => (index ?? c.index) === c.index && (slot ?? c.slot) === c.slot);
      return { data: wanted, meta: meta(state.slot) };
    },
    async getPendingDeposits({ stateId }) {
      const state = find(stateId);
      return { data: state.pendingDeposits.toValue(), meta: { ...meta(state.slot), version: fork } };
    },
    async getPendingPartialWithdrawals({ stateId }) {
      const state = find(stateId);
      return { data: state.pendingPartialWithdrawals.toValue(), meta: { ...meta(state.slot), version: fork } };
    },
    async getPendingConsolidations({ stateId }) {
      const state = find(stateId);
      return { data: state.pendingConsolidations.toValue(), meta: { ...meta(state.slot), version: fork } };
    },
  };
}
