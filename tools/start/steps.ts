import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { nodeDeskAbi } from "@cseth/shared/abi/NodeDesk";
import { operatorRegistryAbi } from "@cseth/shared/abi/OperatorRegistry";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { formatEther, type Hex, type PublicClient, parseAbi, parseEther, parseEventLogs } from "viem";
import { getWithdrawals } from "viem/op-stack";
import { LANE_ID } from "./configs.ts";
import { type Patience, waitForEvent } from "./watch.ts";
import type { World } from "./world.ts";

const portalAbi = parseAbi([
  "event WithdrawalProven(bytes32 indexed withdrawalHash, address indexed from, address indexed to)",
  "event WithdrawalFinalized(bytes32 indexed withdrawalHash, bool success)",
]);

/** The steps of one round, in the order of the summary. */
export const stepNames = [
  "stake",
  "close",
  "prove",
  "finalize",
  "land",
  "action",
  "report",
  "stateUpdate",
  "netted",
  "forwarded",
  "settled",
] as const;
export type StepName = (typeof stepNames)[number];

/** What a step that takes its time waits for. */
export const waitsFor: Readonly<Record<StepName, string>> = {
  stake: "the users' transactions on both chains",
  close: "the relayer to come up, and the batch to be old enough",
  prove: "a dispute game on L1 that covers the batch's block",
  finalize: "proof and game to mature",
  land: "the portal to hand the batch to the hub",
  action: "the relayer to execute the batch's action on L1",
  report: "the frame to end and to be final on the beacon chain; then oracles sign",
  stateUpdate: "L1's message to reach the L2",
  netted: "a StateUpdate whose report is newer than the request",
  forwarded: "the forward delay to pass: the pool's ether does not cover this one",
  settled: "its batch to reach L1, a report that finalizes it, and its ether on the way back",
};

/** What a step left on a chain, read back from there. `value`: the number that matters, wei or shares, or a hash. */
export type Effect = Readonly<{ tx: Hex; block: string; chain: number; value: string }>;
export type Effects = Partial<Record<StepName, Effect>>;

/** A step failed or did not happen. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
  readonly step: StepName;
  constructor(step: StepName, cause: unknown) {
    super(`${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.step = step;
  }
}

/** Amounts of the round, wei. The pool keeps 20 ether on the devnet, so the second unstake cannot be netted. */
const amounts = {
  deposit: parseEther("10"),
  stake: parseEther("50"),
  netted: parseEther("5"),
  forwarded: parseEther("30"),
};

/**
 * One stake there and back. The users' transactions are sent here; everything between them is done by relayer and
 * oracles, and only watched here, on the chains.
 */
export async function playRound(options: {
  world: World;
  patience: (step: StepName) => Patience;
  /** Runs when stake and action are on L2 and no relayer is there to close their batch. */
  beforeClose?: () => Promise<void>;
  onEffect: (step: StepName, effect: Effect, words: string) => void;
}): Promise<Effects> {
  const { world, patience, beforeClose, onEffect } = options;
  const { l1, l2, plan, staker, devnet } = world;
  const at = {
    pool: plan.l2("L2StakingPool", LANE_ID),
    l2Hub: plan.l2("L2Hub", LANE_ID),
    desk: plan.l2("NodeDesk", LANE_ID),
    core: plan.l1("LiquidStakingCore"),
    laneHub: plan.l1("LaneHub"),
    oracle: plan.l1("ReportOracle"),
    registry: plan.l1("OperatorRegistry"),
    portal: devnet.op.addresses.l1.portal,
  };
  const pool = { address: at.pool, abi: l2StakingPoolAbi } as const;
  const effects: Effects = {};
  const step = async <T>(name: StepName, run: (patience: Patience) => Promise<T>): Promise<T> => {
    try {
      return await Promise.race([run(patience(name)), world.failed]);
    } catch (cause) {
      throw new StepFailed(name, cause);
    }
  };
  const done = (
    name: StepName,
    client: PublicClient,
    seen: { tx: Hex; block: bigint },
    value: string,
    words: string,
  ) => {
    const chain = client === l1 ? devnet.l1.chainId : devnet.op.chainId;
    effects[name] = { tx: seen.tx, block: seen.block.toString(), chain, value };
    onEffect(name, effects[name], words);
  };
  const fromL1 = await l1.getBlockNumber();
  const fromL2 = await l2.getBlockNumber();
  const onL1 = { client: l1, fromBlock: fromL1 } as const;
  const onL2 = { client: l2, fromBlock: fromL2 } as const;

  // ── There ──────────────────────────────────────────────────────────────────────────────────────────────────────────
  const batch = await step("stake", async () => {
    // A staker on L1: the buffer that the forwarded unstake is paid from also holds other people's ether.
    const deposit = await world.depositor.l1.writeContract({
      address: at.core,
      abi: liquidStakingCoreAbi,
      functionName: "deposit",
      args: [world.depositor.address, 0n],
      value: amounts.deposit,
    });
    await succeeded(l1, deposit);
    const registration = await world.operator.l2.writeContract({
      address: at.desk,
      abi: nodeDeskAbi,
      functionName: "register",
      args: [world.operator.address, 0, 300],
    });
    await succeeded(l2, registration);
    const stake = await staker.l2.writeContract({
      ...pool,
      functionName: "stake",
      args: [staker.address, 0n],
      value: amounts.stake,
    });
    const receipt = await succeeded(l2, stake);
    const [event] = parseEventLogs({ abi: l2StakingPoolAbi, logs: receipt.logs, eventName: "Staked" });
    const balance = await l2.readContract({ ...pool, functionName: "balanceOf", args: [staker.address] });
    if (event === undefined || balance < event.args.shares) throw new TypeError("no csETH was minted");
    done(
      "stake",
      l2,
      { tx: stake, block: receipt.blockNumber },
      balance.toString(),
      `${formatEther(balance)} csETH at once`,
    );
    return l2.readContract({ address: at.l2Hub, abi: l2HubAbi, functionName: "openBatchNonce" });
  });
  await step("close", async () => beforeClose?.());
  world.startRelayer();

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
  const [withdrawal] = getWithdrawals(await succeeded(l2, closing.tx));
  const withdrawalHash = withdrawal?.withdrawalHash;
  if (withdrawalHash === undefined) throw new StepFailed("close", "the batch left no withdrawal");

  // Requested now, so that the next StateUpdate's reference time is later: netting is no instant exit.
  const requests = await requestUnstakes(world, [amounts.netted, amounts.forwarded]);

  await step("prove", async (patience) => {
    const seen = await waitForEvent({
      ...onL1,
      patience,
      address: at.portal,
      abi: portalAbi,
      eventName: "WithdrawalProven",
      args: { withdrawalHash },
    });
    done("prove", l1, seen, withdrawalHash, "withdrawal proven against a dispute game");
  });
  await step("finalize", async (patience) => {
    const seen = await waitForEvent({
      ...onL1,
      patience,
      address: at.portal,
      abi: portalAbi,
      eventName: "WithdrawalFinalized",
      args: { withdrawalHash },
    });
    done("finalize", l1, seen, withdrawalHash, "withdrawal finalized");
  });
  await step("land", async (patience) => {
    const seen = await waitForEvent({
      ...onL1,
      patience,
      address: at.core,
      abi: liquidStakingCoreAbi,
      eventName: "BatchLanded",
      args: { laneId: LANE_ID, batchNonce: batch },
    });
    const { lockedShares } = await l1.readContract({
      address: at.core,
      abi: liquidStakingCoreAbi,
      functionName: "lane",
      args: [LANE_ID],
    });
    done("land", l1, seen, lockedShares.toString(), `${formatEther(lockedShares)} csETH locked on L1`);
  });
  await step("action", async (patience) => {
    const operatorId = (BigInt(LANE_ID) << 48n) | 1n;
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
    const paid = await claim(world, small);
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
    const paid = await claim(world, large);
    done(
      "settled",
      l2,
      seen,
      paid.toString(),
      `unstake ${large} paid ${formatEther(paid)} ether that came back from L1`,
    );
  });
  return effects;
}

async function requestUnstakes(
  { l2, plan, staker }: World,
  shares: readonly [bigint, bigint],
): Promise<[bigint, bigint]> {
  const ids: bigint[] = [];
  for (const amount of shares) {
    const tx = await staker.l2.writeContract({
      address: plan.l2("L2StakingPool", LANE_ID),
      abi: l2StakingPoolAbi,
      functionName: "requestUnstake",
      args: [amount, staker.address],
    });
    const { logs } = await succeeded(l2, tx);
    const [event] = parseEventLogs({ abi: l2StakingPoolAbi, logs, eventName: "UnstakeRequested" });
    ids.push(event?.args.requestId ?? 0n);
  }
  return ids as [bigint, bigint];
}

/** Claims and returns what arrived, wei, from the event of the staker's own transaction. */
async function claim({ l2, plan, staker }: World, requestId: bigint): Promise<bigint> {
  const tx = await staker.l2.writeContract({
    address: plan.l2("L2StakingPool", LANE_ID),
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
