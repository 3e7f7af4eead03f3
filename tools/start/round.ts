import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { type Address, formatEther, type Hex, keccak256, type PublicClient, parseEther, parseEventLogs } from "viem";
import { FIRST_LANE } from "./lanes.ts";
import { type Effect, type Effects, StepFailed, type StepName } from "./steps.ts";
import { type Patience, type Seen, waitFor, waitForEvent } from "./watch.ts";
import type { LaneWorld, World } from "./world.ts";

/** Amounts of the round, wei. The pool keeps 20 ether on the devnet, so the second unstake cannot be netted. */
const amounts = {
  deposit: parseEther("10"),
  stake: parseEther("50"),
  netted: parseEther("5"),
  forwarded: parseEther("30"),
};

type RoundOptions = Readonly<{
  world: World;
  patience: (lane: LaneWorld, step: StepName) => Patience;
  onEffect: (lane: LaneWorld, step: StepName, effect: Effect, words: string) => void;
}>;

/**
 * One stake there and back on each lane, all side by side. The users' transactions are sent here; everything between
 * them is done by relayer and oracles, and only watched here, on the chains.
 * @param beforeClose runs when stakes and actions are on the L2s and no relayer is there to close their batches
 */
export async function playRound({
  beforeClose,
  ...options
}: RoundOptions & { beforeClose?: () => Promise<void> }): Promise<void> {
  const { world } = options;
  const rounds = await Promise.all(world.lanes.map((lane) => prepareRound({ ...options, lane })));
  const batches = await Promise.all(rounds.map(({ stake }) => stake()));
  await beforeClose?.().catch((cause: unknown) => {
    throw new StepFailed(FIRST_LANE, "close", cause);
  });
  world.startRelayer();
  await Promise.all(rounds.map(({ follow }, index) => follow(batches[index] as bigint)));
}

async function prepareRound(options: RoundOptions & { lane: LaneWorld }) {
  const { world, lane, patience, onEffect } = options;
  const { l1, plan, devnet } = world;
  const { laneId, l2, staker, operator } = lane;
  const at = {
    pool: plan.l2("L2StakingPool", laneId),
    l2Hub: plan.l2("L2Hub", laneId),
    desk: plan.l2("NodeDesk", laneId),
    core: plan.l1("LiquidStakingCore"),
    laneHub: plan.l1("LaneHub"),
    oracle: plan.l1("ReportOracle"),
    registry: plan.l1("OperatorRegistry"),
  };
  const pool = { address: at.pool, abi: l2StakingPoolAbi } as const;
  const effects: Effects = {};
  const step = async <T>(name: StepName, run: (patience: Patience) => Promise<T>): Promise<T> => {
    try {
      return await Promise.race([run(patience(lane, name)), world.failed]);
    } catch (cause) {
      throw new StepFailed(laneId, name, cause);
    }
  };
  const done = (
    name: StepName,
    client: PublicClient,
    seen: { tx: Hex; block: bigint },
    value: string,
    words: string,
  ) => {
    const chain = client === l1 ? devnet.l1.chainId : lane.chainId;
    effects[name] = { tx: seen.tx, block: seen.block.toString(), chain, value };
    onEffect(lane, name, effects[name], words);
  };
  const fromL1 = await l1.getBlockNumber();
  const fromL2 = await l2.getBlockNumber();
  const onL1 = { client: l1, fromBlock: fromL1 } as const;
  const onL2 = { client: l2, fromBlock: fromL2 } as const;

  /** The users' part. @returns nonce of the batch that holds it */
  const stake = () =>
    step("stake", async () => {
      // A staker on L1: the buffer that the forwarded unstake is paid from also holds other people's ether.
      const deposit = await lane.depositorWallet.writeContract({
        address: at.core,
        abi: liquidStakingCoreAbi,
        functionName: "deposit",
        args: [lane.depositorWallet.account.address, 0n],
        value: amounts.deposit,
      });
      await succeeded(l1, deposit);
      const registration = await operator.writeContract({
        address: at.desk,
        abi: nodeDeskAbi,
        functionName: "register",
        args: [operator.account.address, 0, 300],
      });
      await succeeded(l2, registration);
      const staking = await staker.writeContract({
        ...pool,
        functionName: "stake",
        args: [staker.account.address, 0n],
        value: amounts.stake,
      });
      const receipt = await succeeded(l2, staking);
      const [event] = parseEventLogs({ abi: l2StakingPoolAbi, logs: receipt.logs, eventName: "Staked" });
      const balance = await l2.readContract({ ...pool, functionName: "balanceOf", args: [staker.account.address] });
      if (event === undefined || balance < event.args.shares) throw new TypeError("no csETH was minted");
      done(
        "stake",
        l2,
        { tx: staking, block: receipt.blockNumber },
        balance.toString(),
        `${formatEther(balance)} csETH at once`,
      );
      return l2.readContract({ address: at.l2Hub, abi: l2HubAbi, functionName: "openBatchNonce" });
    });

  async function follow(batch: bigint): Promise<void> {
    const closing = await step("close", async (patience) => {
      const seen = await waitForEvent({
        ...onL2,
        patience,
        address: at.l2Hub,
        abi: l2HubAbi,
        eventName: "BatchSent",
        args: { batchNonce: batch },
      });
      done("close", l2, seen, seen.args.value.toString(), `batch ${batch} with ${formatEther(seen.args.value)} ether`);
      return seen;
    });
    const passage = lane.passage.follow({ devnet, l1, l2 }, await succeeded(l2, closing.tx));
    if (passage === undefined) throw new StepFailed(laneId, "close", "the batch left no message for L1");

    // Requested now, so that the next StateUpdate's reference time is later: netting is no instant exit.
    const requests = await requestUnstakes(world, lane, [amounts.netted, amounts.forwarded]);

    await step("prove", async (patience) => {
      const { seen, value, words } = await passage.proven({ fromBlock: fromL1, patience });
      done("prove", l1, seen, value, words);
    });
    await step("finalize", async (patience) => {
      const { seen, value, words } = await passage.finalized({ fromBlock: fromL1, patience });
      done("finalize", l1, seen, value, words);
    });
    await step("land", async (patience) => {
      const seen = await waitForEvent({
        ...onL1,
        patience,
        address: at.core,
        abi: liquidStakingCoreAbi,
        eventName: "BatchLanded",
        args: { laneId: laneId, batchNonce: batch },
      });
      const { lockedShares } = await l1.readContract({
        address: at.core,
        abi: liquidStakingCoreAbi,
        functionName: "lane",
        args: [laneId],
      });
      done("land", l1, seen, lockedShares.toString(), `${formatEther(lockedShares)} csETH locked on L1`);
    });
    await step("fast", async (patience) => {
      const notes = { client: l1, address: at.laneHub, abi: laneHubAbi, fromBlock: fromL1 } as const;
      const { seen, digest } = await awaitNote({ ...notes, patience, laneId, batch });
      if (digest !== keccak256(closing.args.message))
        throw new TypeError(`L1 was told ${digest}, and batch ${batch} is ${keccak256(closing.args.message)}`);
      done("fast", l1, seen, digest, `LayerZero's note of batch ${batch} says the same`);
    });
    await step("action", async (patience) => {
      const operatorId = (BigInt(laneId) << 48n) | 1n;
      const seen = await waitForEvent({
        ...onL1,
        patience,
        address: at.registry,
        abi: operatorRegistryAbi,
        eventName: "OperatorRegistered",
        args: { operatorId },
      });
      done("action", l1, seen, operatorId.toString(), `operator ${operatorId} registered on L1`);
    });
    const landedAt = BigInt(effects.land?.block ?? 0);
    await step("report", async (patience) => {
      const seen = await waitForEvent({
        ...onL1,
        patience,
        fromBlock: landedAt,
        address: at.oracle,
        abi: reportOracleAbi,
        eventName: "ReportSubmitted",
      });
      done(
        "report",
        l1,
        seen,
        seen.args.frame.toString(),
        `frame ${seen.args.frame} signed by ${seen.args.signatures} oracles`,
      );
    });
    await step("stateUpdate", async (patience) => {
      const seen = await waitForEvent({
        ...onL2,
        patience,
        address: at.pool,
        abi: l2StakingPoolAbi,
        eventName: "StateUpdated",
        where: ({ appliedNonce }) => appliedNonce >= batch,
      });
      done("stateUpdate", l2, seen, seen.args.rate.toString(), `L2 knows batch ${batch} has landed`);
    });

    // ── And back ───────────────────────────────────────────────────────────────────────────────────────────────────────
    const [small, large] = requests;
    await step("netted", async (patience) => {
      const seen = await waitForEvent({
        ...onL2,
        patience,
        address: at.pool,
        abi: l2StakingPoolAbi,
        eventName: "UnstakesNetted",
        where: ({ toId }) => toId >= small,
      });
      const paid = await claim(world, lane, small);
      done("netted", l2, seen, paid.toString(), `unstake ${small} paid ${formatEther(paid)} ether from the pool`);
    });
    await step("forwarded", async (patience) => {
      const seen = await waitForEvent({
        ...onL2,
        patience,
        address: at.pool,
        abi: l2StakingPoolAbi,
        eventName: "UnstakesForwarded",
        where: ({ toId }) => toId >= large,
      });
      done(
        "forwarded",
        l2,
        seen,
        seen.args.shares.toString(),
        `unstake ${large} handed to L1's queue in batch ${seen.args.batchNonce}`,
      );
    });
    await step("settled", async (patience) => {
      const seen = await waitForEvent({
        ...onL2,
        patience,
        address: at.pool,
        abi: l2StakingPoolAbi,
        eventName: "BatchSettled",
      });
      const paid = await claim(world, lane, large);
      done(
        "settled",
        l2,
        seen,
        paid.toString(),
        `unstake ${large} paid ${formatEther(paid)} ether that came back from L1`,
      );
    });
  }

  return { stake, follow };
}

/**
 * The note of a batch on L1, which may have come after the batch.
 * @throws when the two told different stories: then L1 has frozen the fast way
 */
async function awaitNote(options: {
  client: PublicClient;
  address: Address;
  abi: typeof laneHubAbi;
  fromBlock: bigint;
  patience: Patience;
  laneId: number;
  batch: bigint;
}): Promise<{ seen: Seen<unknown>; digest: Hex }> {
  const { client, patience, laneId, batch: batchNonce, ...hub } = options;
  const args = { laneId, batchNonce };
  return waitFor({
    what: "FastNoted",
    patience,
    read: async () => {
      const [frozen] = await client.getContractEvents({ ...hub, eventName: "FastFrozen", args, strict: true });
      if (frozen) {
        const { noted, found } = frozen.args;
        throw new TypeError(`L1 was told ${noted}, found ${found}, and has frozen the fast way`);
      }
      const [noted] = await client.getContractEvents({ ...hub, eventName: "FastNoted", args, strict: true });
      const [late] = await client.getContractEvents({ ...hub, eventName: "FastNoteIgnored", args, strict: true });
      const log = noted ?? late;
      if (!log) return undefined;
      const seen = { tx: log.transactionHash, block: log.blockNumber, args: log.args };
      return { seen, digest: log.args.digest };
    },
  });
}

async function requestUnstakes(
  { plan }: World,
  { laneId, l2, staker }: LaneWorld,
  shares: readonly [bigint, bigint],
): Promise<[bigint, bigint]> {
  const ids: bigint[] = [];
  for (const amount of shares) {
    const tx = await staker.writeContract({
      address: plan.l2("L2StakingPool", laneId),
      abi: l2StakingPoolAbi,
      functionName: "requestUnstake",
      args: [amount, staker.account.address],
    });
    const { logs } = await succeeded(l2, tx);
    const [event] = parseEventLogs({ abi: l2StakingPoolAbi, logs, eventName: "UnstakeRequested" });
    ids.push(event?.args.requestId ?? 0n);
  }
  return ids as [bigint, bigint];
}

/** Claims and returns what arrived, wei, from the event of the staker's own transaction. */
async function claim({ plan }: World, { laneId, l2, staker }: LaneWorld, requestId: bigint): Promise<bigint> {
  const tx = await staker.writeContract({
    address: plan.l2("L2StakingPool", laneId),
    abi: l2StakingPoolAbi,
    functionName: "claimUnstake",
    args: [requestId],
  });
  const { logs } = await succeeded(l2, tx);
  const [event] = parseEventLogs({ abi: l2StakingPoolAbi, logs, eventName: "UnstakeClaimed" });
  if (event === undefined) throw new TypeError(`request ${requestId} was not paid`);
  return event.args.etherPaid;
}

async function succeeded(client: PublicClient, hash: Hex) {
  const receipt = await client.waitForTransactionReceipt({ hash, timeout: 20_000 });
  if (receipt.status !== "success") throw new TypeError(`transaction ${hash} reverted`);
  return receipt;
}
