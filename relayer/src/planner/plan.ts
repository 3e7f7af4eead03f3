import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { encodeFunctionData } from "viem";
import { hasCode, retryPolicyOf } from "../domain/errors.ts";
import { nextRun } from "./actions.ts";
import { executable, followBatches } from "./batches.ts";
import { decideL2, isPushDue, type L2Decision } from "./decide.ts";
import { type Lane, laneName } from "./lane.ts";
import { closeSteps, type DueStep, pursue } from "./pursue.ts";
import { pushStep, readReport } from "./reports.ts";
import { type L1View, type L2View, readL1View, readL2View, readLaneHeads } from "./view.ts";

/** Whether the guard lets the lane learn new rates. */
export type PushGate = () => boolean;

export type Planner = { step: () => Promise<void> };

/** Looked at again after this long even if no block came: delayed steps wait for time, not for blocks. */
const QUIET_MS = 500;

/**
 * The loop of one lane that starts what is due: batches, netting, forwarding, actions, StateUpdates. Decides by what
 * the newest blocks show; a reorg costs at most gas, because every contract checks for itself and every effect is read
 * back. Roots and value wait for finality in their carriers.
 */
export function createPlanner({ lane, mayPush }: { lane: Lane; mayPush: PushGate }): Planner {
  let seen = { blocks: "", at: 0 };

  async function step(): Promise<void> {
    const heads = await readLaneHeads(lane);
    const blocks = `${heads.l1.hash}${heads.l2.hash}`;
    const at = lane.now().getTime();
    if (blocks === seen.blocks && at - seen.at < QUIET_MS) return;
    const [l2, l1] = await Promise.all([readL2View(lane, heads.l2), readL1View(lane, heads.l1)]);
    const failures = [
      ...(await attempt(() => planL2(lane, l2))),
      ...(await attempt(() => planActions(lane, l1))),
      ...(await attempt(() => planPush(lane, l1, mayPush))),
    ];
    seen = { blocks, at };
    // All were tried; the loop is told of the first.
    if (failures.length > 0) throw failures[0];
  }

  return { step };
}

/** One kind of work must not keep the others from being done. */
async function attempt(work: () => Promise<void>): Promise<readonly unknown[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [error];
  }
}

async function planL2(lane: Lane, view: L2View): Promise<void> {
  const due = decideL2(view, lane.config).map((decision) => l2Step(lane, view, decision));
  await pursueAll(lane, { subject: `${laneName(lane)}/l2`, due });
}

function l2Step(lane: Lane, view: L2View, { kind, key }: L2Decision): DueStep {
  const { hub, pool } = lane.l2.addresses;
  const call =
    kind === "close"
      ? { to: hub, data: encodeFunctionData({ abi: l2HubAbi, functionName: "closeBatch" }) }
      : { to: pool, data: encodeFunctionData({ abi: l2StakingPoolAbi, functionName: kind }) };
  return {
    kind,
    key,
    subject: `${laneName(lane)}/l2`,
    chainId: lane.l2.client.chainId,
    ...call,
    abi: [...l2HubAbi, ...l2StakingPoolAbi],
    seenAt: view.block,
  };
}

async function planActions(lane: Lane, view: L1View): Promise<void> {
  for (const batch of await followBatches(lane, view)) {
    const subject = `${laneName(lane)}/batch/${batch.nonce}/actions`;
    const ready = executable(batch, view);
    try {
      await pursueAll(lane, { subject, due: ready ? [await nextRun(lane, ready, view.block)] : [] });
      await lane.incidents.close({ code: "ACTIONS_INCOMPLETE", subject });
    } catch (error) {
      if (!hasCode(error, "PLANNER_ACTIONS_INCOMPLETE")) throw error;
      await lane.incidents.open({
        code: "ACTIONS_INCOMPLETE",
        subject,
        severity: "high",
        detail: { reason: error.message },
      });
    }
  }
}

async function planPush(lane: Lane, view: L1View, mayPush: PushGate): Promise<void> {
  const subject = `${laneName(lane)}/push`;
  if (!isPushDue(view)) return closeSteps(lane, { subject, due: [] });
  if (!mayPush()) return;
  const report = await readReport(lane, view.latestFrame);
  if (report) await pursueAll(lane, { subject, due: [pushStep(lane, view, report)] });
}

async function pursueAll(lane: Lane, { subject, due }: { subject: string; due: readonly DueStep[] }): Promise<void> {
  await closeSteps(lane, { subject, due: due.map(({ key }) => key) });
  const failures: unknown[] = [];
  for (const step of due) {
    try {
      await pursue(lane, step);
    } catch (error) {
      if (retryPolicyOf(error) === "never") throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
