import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { formatEther, parseEventLogs } from "viem";
import { amounts } from "./amounts.ts";
import { type LaneRound, succeeded } from "./lane-round.ts";
import { requireTrue } from "./reports.ts";
import { waitForEvent } from "./watch.ts";

/** Numbers of the two requests. */
export async function requestUnstakes({ lane, at }: LaneRound): Promise<readonly [bigint, bigint]> {
  const { l2, staker } = lane;
  const ids: bigint[] = [];
  for (const amount of [amounts.netted, amounts.forwarded]) {
    const tx = await staker.writeContract({
      address: at.pool,
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

/** The L2 hears of its batch, and both requests are paid: one from the pool, one with ether that comes back from L1. */
export async function payUnstakes(
  round: LaneRound,
  {
    batch,
    reportFrom,
    requests: [small, large],
  }: { batch: bigint; reportFrom: bigint; requests: readonly [bigint, bigint] },
): Promise<void> {
  const { lane, at, done, step, onL1, onL2 } = round;
  const { l2 } = lane;
  const { l1 } = round.world;
  const pool = { ...onL2, address: at.pool, abi: l2StakingPoolAbi } as const;
  await step("report", async (patience) => {
    const event = { address: at.oracle, abi: reportOracleAbi, eventName: "ReportSubmitted" } as const;
    const seen = await waitForEvent({ ...onL1, ...event, fromBlock: reportFrom, patience });
    const { frame, signatures } = seen.args;
    await requireTrue(round.world, frame, patience);
    done(
      "report",
      l1,
      seen,
      frame.toString(),
      `frame ${frame} signed by ${signatures} oracles, rebuilt and found true`,
    );
  });
  await step("stateUpdate", async (patience) => {
    const where = ({ appliedNonce }: { appliedNonce: bigint }) => appliedNonce >= batch;
    const seen = await waitForEvent({ ...pool, patience, eventName: "StateUpdated", where });
    done("stateUpdate", l2, seen, seen.args.rate.toString(), `L2 knows batch ${batch} has landed`);
  });
  await step("netted", async (patience) => {
    const where = ({ toId }: { toId: bigint }) => toId >= small;
    await waitForEvent({ ...pool, patience, eventName: "UnstakesNetted", where });
    const { paid, ...seen } = await claim(round, small);
    done("netted", l2, seen, paid.toString(), `unstake ${small} paid ${formatEther(paid)} ether from the pool`);
  });
  const forwardedIn = await step("forwarded", async (patience) => {
    const where = ({ toId }: { toId: bigint }) => toId >= large;
    const seen = await waitForEvent({ ...pool, patience, eventName: "UnstakesForwarded", where });
    const { shares, batchNonce } = seen.args;
    done("forwarded", l2, seen, shares.toString(), `unstake ${large} handed to L1's queue in batch ${batchNonce}`);
    return batchNonce;
  });
  await step("settled", async (patience) => {
    const settlement = { eventName: "BatchSettled", args: { batchNonce: forwardedIn } } as const;
    const seen = await waitForEvent({ ...pool, patience, ...settlement });
    const { etherReceived } = seen.args;
    const words = `${formatEther(etherReceived)} ether came back from L1 for batch ${forwardedIn}`;
    done("settled", l2, seen, etherReceived.toString(), words);
  });
  await step("unstakePaid", async () => {
    const { paid, ...seen } = await claim(round, large);
    done("unstakePaid", l2, seen, paid.toString(), `unstake ${large} paid ${formatEther(paid)} ether to its staker`);
  });
}

/** Claims and returns what arrived, wei, from the event of the staker's own transaction. */
async function claim({ lane, at }: LaneRound, requestId: bigint) {
  const { l2, staker } = lane;
  const tx = await staker.writeContract({
    address: at.pool,
    abi: l2StakingPoolAbi,
    functionName: "claimUnstake",
    args: [requestId],
  });
  const { logs, blockNumber: block } = await succeeded(l2, tx);
  const [event] = parseEventLogs({ abi: l2StakingPoolAbi, logs, eventName: "UnstakeClaimed" });
  if (event === undefined) throw new TypeError(`request ${requestId} was not paid`);
  return { tx, block, paid: event.args.etherPaid };
}
