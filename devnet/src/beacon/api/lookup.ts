import { ApiError } from "@lodestar/api/server";
import { SLOTS_PER_EPOCH } from "@lodestar/params";
import type { CachedBeaconStateFulu } from "@lodestar/state-transition";
import type { Hex } from "viem";
import type { BeaconChain } from "../chain.ts";
import type { BlockRecord } from "../store.ts";

type Id = string | number | bigint;

/** Resolves the block and state identifiers of the beacon API: head, genesis, finalized, justified, a slot, a root. */
export type Lookup = {
  block(id: Id): BlockRecord;
  state(id: Id): CachedBeaconStateFulu;
  /** Metadata that goes with an answer about a block or state of this slot. */
  meta(slot: number): { executionOptimistic: boolean; finalized: boolean };
};

export function createLookup({ store }: BeaconChain): Lookup {
  function find(id: string, byRoot: (root: Hex) => BlockRecord | undefined): BlockRecord | undefined {
    if (id === "head") return store.head();
    if (id === "genesis") return store.genesis();
    if (id === "finalized") return store.finalized();
    if (id === "justified") return store.justified();
    if (id.startsWith("0x")) return byRoot(id as Hex);
    return store.bySlot(Number(id));
  }

  return {
    block(id) {
      const record = find(String(id), store.byRoot);
      if (record === undefined) throw new ApiError(404, `Block not found: ${id}`);
      return record;
    },
    state(id) {
      const record = find(String(id), store.byStateRoot);
      if (record === undefined) throw new ApiError(404, `State not found: ${id}`);
      if (record.state === undefined) throw new ApiError(404, `State of slot ${record.slot} is no longer kept`);
      return record.state;
    },
    meta: (slot) => ({
      executionOptimistic: false,
      finalized: slot <= store.head().state.finalizedCheckpoint.epoch * SLOTS_PER_EPOCH,
    }),
  };
}
