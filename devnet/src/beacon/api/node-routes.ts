import type { BeaconApiMethods } from "@lodestar/api/beacon/server";
import { ApiError } from "@lodestar/api/server";
import { chainConfigToJson } from "@lodestar/config";
import { activePreset, presetToJson, SLOTS_PER_EPOCH } from "@lodestar/params";
import { computeEpochAtSlot } from "@lodestar/state-transition";
import type { BeaconChain } from "../chain.ts";
import { fork } from "../config.ts";
import type { Lookup } from "./lookup.ts";

export const beaconVersion = "cseth-devnet/1 (lodestar state transition)";

type Routes = { [Namespace in "config" | "debug" | "node" | "validator"]: Partial<BeaconApiMethods[Namespace]> };

/** The routes beside `/beacon`: what the node is, its configuration, whole states, duties and liveness. */
export function createNodeRoutes({ store, chainConfig, config }: BeaconChain, { state: find, meta }: Lookup): Routes {
  return {
    node: {
      getNodeVersion: async () => ({ data: { version: beaconVersion } }),
      getHealth: async () => ({ status: 200 }),
      getSyncingStatus: async () => ({
        data: { headSlot: store.head().slot, syncDistance: 0, isSyncing: false, isOptimistic: false, elOffline: false },
      }),
    },
    config: {
      getSpec: async () => ({ data: { ...presetToJson(activePreset), ...chainConfigToJson(chainConfig) } }),
      getForkSchedule: async () => ({
        data: config.forksAscendingEpochOrder
          .filter(({ epoch }) => Number.isFinite(epoch))
          .map(({ epoch, version, prevVersion }) => ({ epoch, currentVersion: version, previousVersion: prevVersion })),
      }),
      getDepositContract: async () => ({
        data: { chainId: chainConfig.DEPOSIT_CHAIN_ID, address: chainConfig.DEPOSIT_CONTRACT_ADDRESS },
      }),
    },
    debug: {
      async getStateV2({ stateId }, context) {
        const state = find(stateId);
        const data = context?.returnBytes ? state.serialize() : state.toValue();
        return { data, meta: { ...meta(state.slot), version: fork } };
      },
    },
    validator: {
      async getProposerDuties({ epoch }) {
        const { state, root } = store.head();
        const current = computeEpochAtSlot(state.slot);
        if (epoch !== current && epoch !== current + 1) throw new ApiError(400, `Epoch ${epoch} is out of range`);
        const { epochCtx } = state;
        const proposers = epoch === current ? epochCtx.getBeaconProposers() : epochCtx.getBeaconProposersNextEpoch();
        const data = [...proposers].map((validatorIndex, offset) => ({
          pubkey: state.validators.getReadonly(validatorIndex).pubkey,
          validatorIndex,
          slot: epoch * SLOTS_PER_EPOCH + offset,
        }));
        return { data, meta: { executionOptimistic: false, dependentRoot: `0x${Buffer.from(root).toString("hex")}` } };
      },
      async getLiveness({ epoch, indices }) {
        const { state } = store.head();
        const current = computeEpochAtSlot(state.slot);
        if (epoch !== current && epoch !== current - 1) throw new ApiError(400, `Epoch ${epoch} is out of range`);
        const participation = epoch === current ? state.currentEpochParticipation : state.previousEpochParticipation;
        return { data: indices.map((index) => ({ index, isLive: participation.get(index) !== 0 })) };
      },
    },
  };
}
