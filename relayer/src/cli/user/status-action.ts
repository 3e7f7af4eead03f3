import { iOperatorRegistryAbi } from "@cseth/shared/abi/IOperatorRegistry";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { laneLensAbi } from "@cseth/shared/abi/LaneLens";
import { getAbiItem, type Hash, type Hex, type Log, toEventSelector } from "viem";
import { newestLogs } from "../../chain/newest-log.ts";
import type { L1Addresses, L2Addresses } from "../../config/deployments.ts";
import { readReason } from "../../planner/failures.ts";
import type { EventFact, FactStore } from "../../store/facts.ts";
import type { Session } from "./session.ts";
import { batchOnL1, batchText } from "./status-batch.ts";
import type { Outcome } from "./transact.ts";

/** As in ILaneLens.ActionStage. */
const STAGES = ["under-way", "none", "waiting", "executed", "failed"] as const;

/** Of the events that say why. */
const SELECTORS: Readonly<Record<string, Hash>> = {
  ExecutorFailed: toEventSelector(getAbiItem({ abi: laneHubAbi, name: "ExecutorFailed" })),
  ActionRefused: toEventSelector(getAbiItem({ abi: iOperatorRegistryAbi, name: "ActionRefused" })),
};

type Lane = Session<L2Addresses> & { laneId: number };
export type Appended = Readonly<{ actionId: Hash; batchNonce: bigint; index: number; action: Hex }>;

/** An action of any of the lanes, by the id that its event has. */
export async function actionById(
  l1: Session<L1Addresses>,
  lanes: readonly Lane[],
  actionId: Hash,
): Promise<Outcome | undefined> {
  for (const lane of lanes) {
    const { client, chain, addresses } = lane;
    const event = getAbiItem({ abi: l2HubAbi, name: "ActionAppended" });
    const [log] = await newestLogs({ client, chain, address: addresses.hub, event, args: { actionId } });
    if (log) return actionStatus(l1, lane, log.args);
  }
  return undefined;
}

/** Where an action is, and why it failed. */
export async function actionStatus(
  l1: Session<L1Addresses>,
  lane: Lane,
  { actionId, batchNonce, index, action }: Appended,
): Promise<Outcome> {
  const { laneId } = lane;
  const place = { what: "action", laneId, actionId, batchNonce, index };
  const title = `action     ${index} of batch ${batchNonce} of lane ${laneId}`;
  const open = await lane.client.viem.readContract({
    address: lane.addresses.hub,
    abi: l2HubAbi,
    functionName: "openBatchNonce",
  });
  if (batchNonce === open) {
    return { values: { ...place, stage: "in-open-batch" }, text: `${title}\nstage      the batch is still open` };
  }
  const [found, actionsBefore] = await l1.client.viem.readContract({
    address: l1.lens("LaneLens"),
    abi: laneLensAbi,
    functionName: "action",
    args: [laneId, batchNonce, index],
  });
  const stage = STAGES[found] ?? "none";
  if (stage === "under-way") {
    const batch = await batchOnL1(l1, { laneId, batchNonce });
    return { values: { ...place, stage, batch }, text: [title, ...batchText(batch)].join("\n") };
  }
  if (stage === "failed") {
    const reason = await reasonOf(l1, { laneId, batchNonce, index, action });
    const text = `${title}\nstage      failed: ${reason}\nretry      anyone may, once it would succeed`;
    return { values: { ...place, stage, reason }, text };
  }
  const waits = stage === "waiting" ? { actionsBefore } : {};
  const says = stage === "waiting" ? `landed; ${actionsBefore} actions are executed before it` : stage;
  return { values: { ...place, stage, ...waits }, text: `${title}\nstage      ${says}` };
}

/** The hub's storage keeps that it failed; why stands in the transaction that tried it. */
async function reasonOf(
  { client, chain, addresses }: Session<L1Addresses>,
  { laneId, batchNonce, index, action }: { laneId: number; batchNonce: bigint; index: number; action: Hex },
): Promise<string> {
  const event = getAbiItem({ abi: laneHubAbi, name: "ActionsFailed" });
  const logs = await newestLogs({ client, chain, address: addresses.laneHub, event, args: { laneId, batchNonce } });
  const log = logs.find(({ args }) => ((args.failures >> (BigInt(index) - args.word * 256n)) & 1n) === 1n);
  if (!log) return "no reason given";
  const receipt = await client.viem.getTransactionReceipt({ hash: log.transactionHash });
  const facts = { events: async (wanted: Wanted = {}) => factsOf(receipt.logs, wanted) };
  return readReason({ facts, laneId, failure: { batchNonce, index, transaction: log.transactionHash }, action });
}

type Wanted = Parameters<FactStore["events"]>[0];

/** What the store would give of them, had it indexed their block. */
function factsOf(logs: readonly Log<bigint, number, false>[], { eventName = "", topic }: NonNullable<Wanted>) {
  const selector = SELECTORS[eventName];
  return logs.flatMap((log): EventFact[] => {
    const topics: readonly Hash[] = log.topics;
    const isWanted = topics[0] === selector && (topic === undefined || topics[topic.index] === topic.value);
    return isWanted ? [{ ...log, eventName, topics }] : [];
  });
}
