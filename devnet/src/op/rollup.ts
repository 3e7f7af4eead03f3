import { toHex } from "viem";
import { hdAccount, infrastructure } from "../accounts.ts";
import type { Anvil } from "../anvil.ts";
import { opChain, readerOf } from "../chains.ts";
import type { JsonRpc, RpcBlock } from "../json-rpc.ts";
import type { OpRollup } from "../types.ts";
import { disputeGameFactoryAbi, portalAbi, readOpAddresses, systemConfigAbi } from "./contracts.ts";
import { opChainId, opDelays } from "./genesis.ts";
import { createGuardian } from "./guardian.ts";
import { createOpNode } from "./node.ts";
import { createProposer } from "./proposer.ts";

const lockboxBalance = 10n ** 26n;

export type RunningRollup = OpRollup & {
  /** Derives L2 from the new head of L1, then lets the proposer act on it. */
  onL1Block(head: RpcBlock): Promise<void>;
};

export type RollupOptions = {
  l1: JsonRpc;
  l2: Anvil;
  /** L1 block the head of L2 was derived from. */
  origin: bigint;
  /** Sends, then runs one slot of all chains, while nothing else moves them. */
  runSlot: (send: () => Promise<void>) => Promise<void>;
  log: (line: string) => void;
};

export async function createOpRollup({ l1, l2, origin, runSlot, log }: RollupOptions): Promise<RunningRollup> {
  const [reader, l2Reader] = [readerOf(l1.url), readerOf(l2.rpc.url)];
  const addresses = await readOpAddresses({ l1: reader, l2: l2Reader });
  const { portal, systemConfig, disputeGameFactory, ethLockbox } = addresses.l1;
  const read = <Name extends "batcherHash" | "basefeeScalar" | "blobbasefeeScalar">(functionName: Name) =>
    reader.readContract({ address: systemConfig, abi: systemConfigAbi, functionName });
  const gameType = await reader.readContract({ address: portal, abi: portalAbi, functionName: "respectedGameType" });
  const bond = await reader.readContract({
    address: disputeGameFactory,
    abi: disputeGameFactoryAbi,
    functionName: "initBonds",
    args: [gameType],
  });
  // Ether that exists on L2 from its genesis has to be backed like any other.
  await l1.request("anvil_setBalance", ethLockbox, toHex(lockboxBalance));

  const node = await createOpNode({
    l1,
    l2: l2.rpc,
    portal,
    origin,
    log,
    systemConfig: {
      batcherHash: await read("batcherHash"),
      baseFeeScalar: await read("basefeeScalar"),
      blobBaseFeeScalar: await read("blobbasefeeScalar"),
    },
  });
  const account = hdAccount(infrastructure.opProposer);
  const proposer = createProposer({ l1, l2: l2.rpc, account, addresses, gameType, bond, log });

  return {
    chainId: opChainId,
    rpcUrl: l2.rpc.url,
    chain: opChain(l2.rpc.url, addresses.l1),
    pid: l2.pid,
    addresses,
    delays: opDelays,
    guardian: createGuardian({ l1, addresses, runSlot }),
    pauseProposing: proposer.pause,
    resumeProposing: proposer.resume,
    async propose({ root } = {}) {
      let transaction: `0x${string}` = "0x";
      await proposer.alone(async () => {
        // The head may have been proposed already.
        await runSlot(async () => {});
        await runSlot(async () => {
          ({ transaction } = await proposer.propose(root));
        });
      });
      const game = await proposer.gameOf(transaction);
      if (root === undefined) proposer.track(game);
      return game;
    },
    async onL1Block(head) {
      await node.follow(head);
      await proposer.onL1Block({ number: BigInt(head.number), timestamp: BigInt(head.timestamp) });
    },
  };
}
