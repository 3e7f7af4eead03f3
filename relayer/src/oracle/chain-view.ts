import { iLaneHubAbi } from "@cseth/shared/abi/ILaneHub";
import { iLiquidStakingCoreAbi } from "@cseth/shared/abi/ILiquidStakingCore";
import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { actionKind } from "@cseth/shared/messages/action";
import { params } from "@cseth/shared/params";
import type { Address, Hash, Hex } from "viem";
import type { ChainClient } from "../chain/client.ts";
import { readHeader } from "../chain/heads.ts";
import type { FactContracts } from "../registry/facts.ts";
import type { QueueView } from "./finalization.ts";
import type { Timing } from "./frames.ts";
import type { Membership } from "./signatures.ts";

/** A state of L1: the newest, or exactly this block's. */
export type At = { blockHash: Hash } | { blockTag: "latest" };

export const LATEST: At = { blockTag: "latest" };

/** Shares; one block's state. */
export type FeeShares = Readonly<{ escrowed: bigint; fundedTotals: ReadonlyMap<number, bigint> }>;

/** What the oracle reads of its contracts on L1. */
export type ChainView = {
  reportOracle: Address;
  core: Address;
  timing: Timing;
  lastFrame: () => Promise<bigint>;
  membership: (frame: bigint) => Promise<Membership>;
  reportHashOf: (frame: bigint) => Promise<Hex>;
  /** Whether the core existed then. Rejects, as all reads do, when no node has that state. */
  isDeployed: (at: { blockHash: Hash }) => Promise<boolean>;
  /** Operators' fee shares: those in escrow, and those of each of these lanes that left it. */
  fees: (laneIds: readonly number[]) => Promise<FeeShares>;
  /** Whose events tell of operators, validators and their ether. */
  contracts: FactContracts;
  /** Wei the withdrawal vault held. */
  vaultBalance: (at: { blockHash: Hash }) => Promise<bigint>;
  queue: (at: At) => Promise<QueueView>;
};

/** Reads what never changes, and binds the rest. */
export async function openChainView({
  client,
  reportOracle,
}: {
  client: ChainClient;
  reportOracle: Address;
}): Promise<ChainView> {
  const oracle = { address: reportOracle, abi: iReportOracleAbi } as const;
  const { viem } = client;
  const [core, [genesisTime, frameSeconds, beaconGenesis]] = await Promise.all([
    viem.readContract({ ...oracle, functionName: "CORE" }),
    viem.readContract({ ...oracle, functionName: "timing" }),
  ]);
  const staking = { address: core, abi: iLiquidStakingCoreAbi } as const;
  const { laneHub, validatorLedger, withdrawalVault } = await viem.readContract({ ...staking, functionName: "roles" });
  const [operatorRegistry] = await viem.readContract({
    address: laneHub,
    abi: iLaneHubAbi,
    functionName: "executor",
    args: [actionKind.registerOperator],
  });
  const ledger = (at: At) => viem.readContract({ ...staking, functionName: "ledger", ...at });

  async function fees(laneIds: readonly number[]): Promise<FeeShares> {
    const { hash } = await readHeader({ client, at: "latest" });
    const at = { blockHash: hash } as const;
    const [{ feeEscrowShares }, ...lanes] = await Promise.all([
      ledger(at),
      ...laneIds.map((id) => viem.readContract({ ...staking, functionName: "lane", args: [id], ...at })),
    ]);
    const funded = laneIds.map((id, index) => [id, lanes[index]?.fundedTotal ?? 0n] as const);
    return { escrowed: feeEscrowShares, fundedTotals: new Map(funded) };
  }

  async function queue(at: At): Promise<QueueView> {
    const [{ buffered, queued }, lastFinalizedId, lastRequestId] = await Promise.all([
      ledger(at),
      viem.readContract({ ...staking, functionName: "lastFinalizedId", ...at }),
      viem.readContract({ ...staking, functionName: "lastRequestId", ...at }),
    ]);
    const request = (id: bigint) =>
      viem.readContract({ ...staking, functionName: "withdrawalRequest", args: [id], ...at });
    return { lastFinalizedId, lastRequestId, buffered, queued, request };
  }

  return {
    reportOracle,
    core,
    // The same on every profile: a slot is the beacon chain's.
    timing: { genesisTime, frameSeconds, beaconGenesis, slotSeconds: params.mainnet.slotSeconds },
    lastFrame: () => viem.readContract({ ...oracle, functionName: "lastFrame" }),
    membership: async (frame) => {
      const [members, quorum] = await viem.readContract({ ...oracle, functionName: "membership", args: [frame] });
      return { members, quorum: Number(quorum) };
    },
    reportHashOf: (frame) => viem.readContract({ ...oracle, functionName: "reportHashOf", args: [frame] }),
    isDeployed: async (at) => (await client.request({ method: "eth_getCode", params: [core, at] })) !== "0x",
    fees,
    queue,
    contracts: { core, operatorRegistry, validatorLedger, withdrawalVault },
    vaultBalance: async (at) =>
      BigInt((await client.request({ method: "eth_getBalance", params: [withdrawalVault, at] })) as Hex),
  };
}
