import type { Hex, PublicClient } from "viem";
import { type Effect, type Effects, StepFailed, type StepName } from "./steps.ts";
import type { Patience, Seen } from "./watch.ts";
import type { LaneWorld, World } from "./world.ts";

export type RoundOptions = Readonly<{
  world: World;
  patience: (lane: LaneWorld, step: StepName) => Patience;
  onEffect: (lane: LaneWorld, step: StepName, effect: Effect, words: string) => void;
}>;

/** One lane's part of a round: where its contracts are, from where on its chains are read, and what has happened. */
export type LaneRound = Awaited<ReturnType<typeof openLaneRound>>;

export async function openLaneRound(options: RoundOptions & { lane: LaneWorld }) {
  const { world, lane, patience, onEffect } = options;
  const { l1, plan, devnet } = world;
  const { laneId, l2 } = lane;
  const effects: Effects = {};
  const [fromL1, fromL2] = await Promise.all([l1.getBlockNumber(), l2.getBlockNumber()]);
  return {
    world,
    lane,
    effects,
    operatorId: (BigInt(laneId) << 48n) | 1n,
    at: {
      pool: plan.l2("L2StakingPool", laneId),
      l2Hub: plan.l2("L2Hub", laneId),
      desk: plan.l2("NodeDesk", laneId),
      distributor: plan.l2("RewardDistributor", laneId),
      core: plan.l1("LiquidStakingCore"),
      laneHub: plan.l1("LaneHub"),
      registry: plan.l1("OperatorRegistry"),
      bonds: plan.l1("Bonds"),
      ledger: plan.l1("ValidatorLedger"),
      oracle: plan.l1("ReportOracle"),
    },
    onL1: { client: l1, fromBlock: fromL1 } as const,
    onL2: { client: l2, fromBlock: fromL2 } as const,

    /** Whatever goes wrong within is this step's failure. */
    step: async <T>(name: StepName, run: (patience: Patience) => Promise<T>): Promise<T> => {
      try {
        return await Promise.race([run(patience(lane, name)), world.failed]);
      } catch (cause) {
        throw cause instanceof StepFailed ? cause : new StepFailed(laneId, name, cause);
      }
    },

    done: (name: StepName, client: PublicClient, seen: Omit<Seen<unknown>, "args">, value: string, words: string) => {
      const chain = client === l1 ? devnet.l1.chainId : lane.chainId;
      effects[name] = { tx: seen.tx, block: seen.block.toString(), chain, value };
      onEffect(lane, name, effects[name], words);
    },
  };
}

/** The receipt of a transaction that must not revert. */
export async function succeeded(client: PublicClient, hash: Hex) {
  const receipt = await client.waitForTransactionReceipt({ hash, timeout: 20_000 });
  if (receipt.status !== "success") throw new TypeError(`transaction ${hash} reverted`);
  return receipt;
}
