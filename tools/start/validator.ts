import { join } from "node:path";
import { iRewardDistributorAbi } from "@cseth/shared/abi/IRewardDistributor";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { validatorLedgerAbi } from "@cseth/shared/abi/ValidatorLedger";
import { validatorId } from "@cseth/shared/messages/ids";
import { formatEther, type Hex } from "viem";
import { keyOf, parts } from "./configs.ts";
import { shownValidator } from "./consensus.ts";
import { answerOf, CsethFailed } from "./cseth.ts";
import type { LaneRound } from "./lane-round.ts";
import { operatorKey } from "./operator.ts";
import { requireTrue } from "./reports.ts";
import { type Patience, type Seen, waitFor, waitForEvent } from "./watch.ts";

/** As in the ledger's enum. */
const DEAD = 7;

/** From the operator's revealed keys to its paid rewards; everything between is done by keeper, relayer and oracles. */
export async function followValidator(round: LaneRound): Promise<void> {
  const { pubkey } = await operatorKey(round);
  const funding = await round.step("validatorFunded", (patience) => fund(round, { pubkey, patience }));
  await round.step("validatorActive", (patience) => activate(round, { pubkey, funding, patience }));
  await gain(round, funding.block);
  await claimRewards(round);
}

/** 32 ether for the key: 1 ahead, the rest after the proof of whose credentials the chain has recorded. */
async function fund(
  round: LaneRound,
  { pubkey, patience }: { pubkey: Hex; patience: Patience },
): Promise<Seen<unknown>> {
  const { at, done, onL1 } = round;
  const id = validatorId(pubkey);
  const ledger = { address: at.ledger, abi: validatorLedgerAbi } as const;
  const topUp = { ...onL1, ...ledger, eventName: "ToppedUp", args: { validatorId: id } } as const;
  const ended = new AbortController();
  const dead = waitFor({
    what: "the end of a predeposit that went to other credentials",
    patience,
    signal: ended.signal,
    read: async () => {
      const { status } = await onL1.client.readContract({ ...ledger, functionName: "validator", args: [id] });
      return status === DEAD ? true : undefined;
    },
  }).then(() => {
    throw new CsethFailed(
      `validator ${id} is dead: the chain recorded other credentials than the vault's, as was proven`,
    );
  });
  try {
    const seen = await Promise.race([waitForEvent({ ...topUp, patience }), dead]);
    const gwei = seen.args.fundedGwei;
    done(
      "validatorFunded",
      onL1.client,
      seen,
      gwei.toString(),
      `${formatEther(gwei, "gwei")} ether for ${pubkey.slice(0, 12)}…`,
    );
    return seen;
  } finally {
    ended.abort();
    // Nobody waits for it any more: it ends by the signal, or tells what is known already.
    dead.catch(() => undefined);
  }
}

async function activate(
  { world, done, onL1 }: LaneRound,
  { pubkey, funding, patience }: { pubkey: Hex; funding: Seen<unknown>; patience: Patience },
): Promise<void> {
  const { validator } = await waitFor({
    what: "activation on the beacon chain",
    patience,
    read: async () => {
      const shown = await shownValidator(world.devnet, pubkey);
      return shown?.status === "active_ongoing" ? shown : undefined;
    },
  });
  const block = await onL1.client.getBlockNumber({ cacheTime: 0 });
  const balance = validator.effective_balance;
  const words = `active on the beacon chain with ${formatEther(BigInt(balance), "gwei")} ether`;
  done("validatorActive", onL1.client, { tx: funding.tx, block }, balance, words);
}

/** The first report whose gain lifts the rate, and the L2 that hears of it. */
async function gain({ world, lane, at, step, done, onL1, onL2 }: LaneRound, fundedAt: bigint): Promise<void> {
  const { rateAfter } = await step("rateBefore", async (patience) => {
    const seen = await waitForEvent({
      ...onL1,
      patience,
      fromBlock: fundedAt,
      address: at.core,
      abi: liquidStakingCoreAbi,
      eventName: "ReportApplied",
      where: (args) => args.rateAfter > args.rateBefore && args.operatorFeeShares > 0n,
    });
    const { frame, rateBefore, operatorFeeShares } = seen.args;
    await requireTrue(world, frame, patience);
    const words = `frame ${frame} shows a gain; ${operatorFeeShares} shares of it are the operators'`;
    done("rateBefore", world.l1, seen, rateBefore.toString(), words);
    return seen.args;
  });
  await step("rateAfter", async (patience) => {
    const seen = await waitForEvent({
      ...onL2,
      patience,
      address: at.pool,
      abi: l2StakingPoolAbi,
      eventName: "StateUpdated",
      where: ({ rate }) => rate >= rateAfter,
    });
    done("rateAfter", lane.l2, seen, seen.args.rate.toString(), `the L2's rate has risen to ${seen.args.rate}`);
  });
}

/** `cseth operator claim`, as soon as a root with the operator's leaf has reached its L2. */
async function claimRewards({ world, lane, at, step, done, onL2, operatorId }: LaneRound): Promise<void> {
  await step("rewardClaimed", async (patience) => {
    await waitForEvent({
      ...onL2,
      patience,
      address: at.distributor,
      abi: iRewardDistributorAbi,
      eventName: "RootSet",
    });
    const config = join(world.folder, "user.json");
    const claim = ["operator", "claim", operatorId.toString(), "--yes"];
    const { hash } = await answerOf(world.cseth.run(claim, { config, key: keyOf(parts.user) }));
    const event = { address: at.distributor, abi: iRewardDistributorAbi, eventName: "RewardClaimed" } as const;
    const seen = await waitForEvent({ ...onL2, ...event, args: { operatorId }, patience });
    const { shares, cumulativeShares, recipient } = seen.args;
    // The first claim pays the whole leaf, which the contract has proven against the root.
    const isWhole = seen.tx === hash && shares === cumulativeShares;
    if (!isWhole)
      throw new TypeError(`${shares} shares were paid by ${seen.tx}, and the leaf says ${cumulativeShares}`);
    done("rewardClaimed", lane.l2, seen, shares.toString(), `${shares} shares paid to ${recipient}`);
  });
}
