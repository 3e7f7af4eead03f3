import type { BeaconApiMethods } from "@lodestar/api/beacon/server";
import { ApiError } from "@lodestar/api/server";
import { SLOTS_PER_EPOCH } from "@lodestar/params";
import {
  blockToHeader,
  computeAttestationsRewards,
  computeBlockRewards,
  computeSyncCommitteeRewards,
  processSlots,
} from "@lodestar/state-transition";
import { bytesToHex } from "viem";
import { signed } from "../block.ts";
import type { BeaconChain } from "../chain.ts";
import { fork } from "../config.ts";
import type { BlockRecord } from "../store.ts";
import type { Lookup } from "./lookup.ts";

/** Blocks, their headers, what was earned in them, and the way in for voluntary exits. */
export function createBlockRoutes(chain: BeaconChain, lookup: Lookup): Partial<BeaconApiMethods["beacon"]> {
  const { store, config } = chain;
  const { meta } = lookup;

  const headerOf = ({ root, block }: BlockRecord) => ({
    root,
    canonical: true,
    header: { message: blockToHeader(config, block), signature: signed(block).signature },
  });

  function parentStateOf({ slot, block }: BlockRecord) {
    const state = store.byRoot(bytesToHex(block.parentRoot))?.state;
    if (state === undefined) throw new ApiError(404, `State before slot ${slot} is no longer kept`);
    return processSlots(state, slot);
  }

  return {
    async getGenesis() {
      const { genesisTime, genesisValidatorsRoot } = store.head().state;
      return { data: { genesisTime, genesisValidatorsRoot, genesisForkVersion: config.GENESIS_FORK_VERSION } };
    },
    async getBlockHeaders({ slot, parentRoot }) {
      const wanted = parentRoot?.toLowerCase();
      const records =
        slot === undefined && wanted === undefined
          ? [store.head()]
          : [...store.all()].filter(
              (record) =>
                record.slot === (slot ?? record.slot) &&
                (wanted ?? bytesToHex(record.block.parentRoot)) === bytesToHex(record.block.parentRoot),
            );
      return { data: records.map(headerOf), meta: meta(records[0]?.slot ?? store.head().slot) };
    },
    async getBlockHeader({ blockId }) {
      const record = lookup.block(blockId);
      return { data: headerOf(record), meta: meta(record.slot) };
    },
    async getBlockRoot({ blockId }) {
      const record = lookup.block(blockId);
      return { data: { root: record.root }, meta: meta(record.slot) };
    },
    async getBlockV2({ blockId }) {
      const record = lookup.block(blockId);
      return { data: signed(record.block), meta: { ...meta(record.slot), version: fork } };
    },
    async getBlockRewards({ blockId }) {
      const record = lookup.block(blockId);
      const earned = record.state?.proposerRewards;
      const data = await computeBlockRewards(config, record.block, parentStateOf(record), earned);
      return { data, meta: meta(record.slot) };
    },
    async getSyncCommitteeRewards({ blockId, validatorIds }) {
      const record = lookup.block(blockId);
      const state = parentStateOf(record);
      const { pubkeyCache } = state.epochCtx;
      const data = await computeSyncCommitteeRewards(config, pubkeyCache, record.block, state, validatorIds ?? []);
      return { data, meta: meta(record.slot) };
    },
    async getAttestationsRewards({ epoch, validatorIds }) {
      // What an epoch's votes earn is settled at the end of the epoch after it.
      const settled = (epoch + 2) * SLOTS_PER_EPOCH - 1;
      const record = [...store.all()].findLast(({ slot }) => slot <= settled);
      if (store.head().slot < settled || record?.state === undefined) {
        throw new ApiError(404, `No state to settle epoch ${epoch} with`);
      }
      const state = record.slot < settled ? processSlots(record.state, settled) : record.state;
      const data = await computeAttestationsRewards(config, state.epochCtx.pubkeyCache, state, validatorIds ?? []);
      return { data, meta: meta(record.slot) };
    },
    async submitPoolVoluntaryExit({ signedVoluntaryExit }) {
      try {
        chain.submitVoluntaryExit(signedVoluntaryExit);
      } catch (error) {
        throw new ApiError(400, (error as Error).message);
      }
    },
  };
}
