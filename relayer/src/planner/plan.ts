import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { encodeFunctionData } from "viem";
import type { Bridge } from "../bridges/port.ts";
import type { ChainClient } from "../chain/client.ts";
import { type BlockHeader, readHeader } from "../chain/heads.ts";
import { hasCode } from "../domain/errors.ts";
import type { BatchRow } from "../store/batches.ts";
import { nextRun } from "./actions.ts";
import { executable, followBatches } from "./batches.ts";
import { decideL2, isPushDue, type L2Decision } from "./decide.ts";
import { announceStep, freezeStep } from "./fast.ts";
import { type Lane, laneName } from "./lane.ts";
import { parkedSteps, sharesMessage } from "./moves.ts";
import { closeSteps, type DueStep, pursue } from "./pursue.ts";
import { largestStateUpdate, pushStep, readReport } from "./reports.ts";
import { createRetries } from "./retries.ts";
import { type L1View, type L2View, readL1View, readL2View } from "./view.ts";

/** Whether the guard lets the lane learn new rates. */
export type PushGate = () => boolean;
/** Whether the lane has a fast way that we use, and the guard trusts it. */
export type FastGate = () => boolean;

/** Looked at again after this long even if no block came: delayed steps wait for time, not for blocks. */
const QUIET_MS = 500;

/**
 * The loop of one lane that starts what is due on its L2: batches, netting, forwarding. Like its twin on L1 it decides
 * by what the newest block shows; a reorg costs at most gas, because every contract checks for itself and every effect
 * is read back. Roots and value wait for finality in their carriers.
 */
export function createL2Planner({ lane, fast }: { lane: Lane; fast: FastGate }): () => Promise<void> {
  return atNewBlocks(lane, lane.l2.client, async (head) => {
    const view = await readL2View(lane, head);
    return attempt(() => planL2(lane, view, fast));
  });
}

/** The loop of one lane that starts what is due on L1: actions, StateUpdates. It needs no L2, and waits for none. */
export function createL1Planner({
  lane,
  bridge,
  mayPush,
  fast,
}: {
  lane: Lane;
  bridge: Pick<Bridge, "fee">;
  mayPush: PushGate;
  fast: FastGate;
}): () => Promise<void> {
  const retries = createRetries(lane);
  return atNewBlocks(lane, lane.l1.client, async (head) => {
    const view = await readL1View(lane, head);
    return [
      ...(await planActions(lane, view)),
      ...(await attempt(() => retries.plan(view))),
      ...(await attempt(() => planPush(lane, bridge, { view, mayPush }))),
      ...(await attempt(() => planMoves(lane, bridge, view))),
      ...(await attempt(() => planFreeze(lane, view, fast))),
    ];
  });
}

/** Tells the lane in a hurry that the rate has fallen. */
async function planFreeze(lane: Lane, view: L1View, fast: FastGate): Promise<void> {
  const subject = `${laneName(lane)}/freeze`;
  const step = fast() ? await freezeStep(lane, view, subject) : undefined;
  await pursueAll(lane, { subject, due: step ? [step] : [] });
}

/** Runs `plan` when there is a new block. It tries everything; the loop is told of the first failure. */
export function atNewBlocks(
  lane: Lane,
  client: ChainClient,
  plan: (head: BlockHeader) => Promise<readonly unknown[]>,
): () => Promise<void> {
  let seen = { hash: "", at: 0 };
  return async () => {
    const head = await readHeader({ client, at: "latest" });
    const at = lane.now().getTime();
    if (head.hash === seen.hash && at - seen.at < QUIET_MS) return;
    const failures = await plan(head);
    seen = { hash: head.hash, at };
    if (failures.length > 0) throw failures[0];
  };
}

/** One piece of work must not keep the others from being done. @returns why it failed, if it did */
export async function attempt(work: () => Promise<void>): Promise<readonly unknown[]> {
  try {
    await work();
    return [];
  } catch (error) {
    return [error];
  }
}

async function planL2(lane: Lane, view: L2View, fast: FastGate): Promise<void> {
  const due = decideL2(view, lane.config).map((decision) => l2Step(lane, view, decision));
  const announcement = view.announceable && fast() ? await announceStep(lane, view) : undefined;
  await pursueAll(lane, { subject: `${laneName(lane)}/l2`, due: announcement ? [...due, announcement] : due });
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

/** Batch by batch, lowest nonce first: in this order their actions depend on each other least. */
async function planActions(lane: Lane, view: L1View): Promise<readonly unknown[]> {
  let batches: readonly BatchRow[] = [];
  const failures = [
    ...(await attempt(async () => {
      batches = await followBatches(lane, view);
    })),
  ];
  for (const batch of batches) failures.push(...(await attempt(() => planBatch(lane, view, batch))));
  return failures;
}

async function planBatch(lane: Lane, view: L1View, batch: BatchRow): Promise<void> {
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

async function planPush(
  lane: Lane,
  bridge: Pick<Bridge, "fee">,
  { view, mayPush }: { view: L1View; mayPush: PushGate },
): Promise<void> {
  const subject = `${laneName(lane)}/push`;
  if (!isPushDue(view)) return closeSteps(lane, { subject, due: [] });
  if (!mayPush()) return;
  const report = await readReport(lane, view.latestFrame);
  if (!report) return;
  const value = await bridge.fee(largestStateUpdate(view));
  await pursueAll(lane, { subject, due: [pushStep(lane, view, { report, value })] });
}

/** Sends on what is parked on L1 for the lane. */
async function planMoves(lane: Lane, bridge: Pick<Bridge, "fee">, view: L1View): Promise<void> {
  const due = await parkedSteps(lane, view, () => bridge.fee(sharesMessage));
  await pursueAll(lane, { subject: `${laneName(lane)}/moves`, due });
}

export async function pursueAll(
  lane: Lane,
  { subject, due }: { subject: string; due: readonly DueStep[] },
): Promise<void> {
  await closeSteps(lane, { subject, due: due.map(({ key }) => key) });
  const failures: unknown[] = [];
  for (const step of due) failures.push(...(await attempt(async () => void (await pursue(lane, step)))));
  if (failures.length > 0) throw failures[0];
}
