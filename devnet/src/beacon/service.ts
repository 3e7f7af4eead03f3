import { setHasher } from "@chainsafe/persistent-merkle-tree";
import { hasher } from "@chainsafe/persistent-merkle-tree/hasher/hashtree";
import { ssz } from "@lodestar/types";
import type { Address } from "viem";
import { createJsonRpc } from "../json-rpc.ts";
import { type BeaconApi, serveBeaconApi } from "./api/server.ts";
import { createBeaconChain, type SlotResult } from "./chain.ts";
import { createChainConfig } from "./config.ts";
import { createExecution, type Execution } from "./execution.ts";
import { createGenesisState } from "./genesis-state.ts";
import { restoreBeacon, saveBeacon } from "./snapshot.ts";
import { type BlockStore, createBlockStore } from "./store.ts";

export type BeaconOptions = {
  l1RpcUrl: string;
  l1ChainId: number;
  genesisTime: number;
  port: number;
  validators: number;
  owner: Address;
  owned: number;
  /** Folder to restore from; else the chain begins at the head of L1. */
  restoreFrom: string | undefined;
};

/** What the devnet may ask of its beacon chain. Arguments and results are plain values: they cross threads. */
export type BeaconService = {
  /** Runs slots as fast as they go. @returns the last one */
  nextSlots(count: number): Promise<SlotResult>;
  reorg(depth: number, keepTransactions: boolean): Promise<SlotResult>;
  setOffline(validators: readonly number[]): Promise<void>;
  slash(validator: number): Promise<void>;
  save(directory: string): Promise<void>;
  close(): Promise<void>;
};

export type StartedBeacon = { service: BeaconService; url: string };

export async function startBeaconService(options: BeaconOptions): Promise<StartedBeacon> {
  setHasher(hasher);
  const { l1ChainId, genesisTime, restoreFrom, port } = options;
  const chainConfig = createChainConfig({ l1ChainId, genesisTime });
  const execution = createExecution(createJsonRpc(options.l1RpcUrl));
  const store = restoreFrom
    ? await restoreBeacon(chainConfig, restoreFrom)
    : await genesisStore({ ...options, chainConfig, execution });
  const chain = createBeaconChain({ chainConfig, execution, store });
  const api: BeaconApi = await serveBeaconApi({ chain, port });

  const service: BeaconService = {
    async nextSlots(count) {
      let result = await chain.nextSlot();
      for (let done = 1; done < count; done += 1) result = await chain.nextSlot();
      return result;
    },
    reorg: (depth, keepTransactions) => chain.reorg(depth, { keepTransactions }),
    setOffline: async (validators) => chain.setOffline(validators),
    slash: async (validator) => chain.slash(validator),
    save: (directory) => saveBeacon(store, directory),
    close: () => api.close(),
  };
  return { service, url: api.url };
}

type GenesisOptions = BeaconOptions & { chainConfig: ReturnType<typeof createChainConfig>; execution: Execution };

async function genesisStore(options: GenesisOptions): Promise<BlockStore> {
  const l1Head = await options.execution.head();
  const state = createGenesisState({ ...options, l1BlockHash: l1Head.hash });
  const block = ssz.fulu.BeaconBlock.defaultValue();
  block.stateRoot = state.hashTreeRoot();
  return createBlockStore({ slot: 0, root: ssz.fulu.BeaconBlock.hashTreeRoot(block), block, state });
}
