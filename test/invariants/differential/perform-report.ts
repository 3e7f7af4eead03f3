// Reports, and the StateUpdates that carry them to the lane.
import { encodeFunctionData, type Hex } from "viem";
import { iLaneHubAbi } from "../../../shared/src/abi/ILaneHub.ts";
import { type Report, reportTypes } from "../../../shared/src/messages/report.ts";
import { ModelError } from "../../../shared/src/model/errors.ts";
import { applyToCore } from "../../../shared/src/model/events.ts";
import type { LaneRewards } from "../../../shared/src/model/lane-l1-state.ts";
import { finalizedUpTo } from "../../../shared/src/model/queue.ts";
import { maxOf } from "../../../shared/src/units/rounding.ts";
import { type Call, Refusal } from "./call.ts";
import type { Addresses } from "./chain.ts";
import type { ReportEvent } from "./events.ts";
import { rewardsOf, rootOf } from "./perform-reward.ts";
import type { World } from "./world.ts";

const GWEI = 10n ** 9n;
/** Bounds of one StateUpdate: params.settlementsMax batches, and so many of their requests. */
const REQUESTS_PER_PUSH = 128;
const NO_ROOT: Hex = `0x${"0".repeat(64)}`;

const submitAbi = [
  {
    type: "function",
    name: "submitReport",
    stateMutability: "nonpayable",
    outputs: [],
    inputs: [
      {
        name: "report",
        type: "tuple",
        components: reportTypes.Report.map(({ name, type }) =>
          type === "LaneRewards[]" ? { name, type: "tuple[]", components: reportTypes.LaneRewards } : { name, type },
        ),
      },
    ],
  },
] as const;

export function performReport(world: World, event: ReportEvent, addresses: Addresses): Call {
  const rewards = rewardsOf(world, event, world.core.frame + event.frames);
  const report = reportOf(world, event, rewards && { laneId: 1, ...onChain(rewards, addresses) });
  const data = encodeFunctionData({ abi: submitAbi as never, functionName: "submitReport", args: [report] } as never);
  return {
    step: { caller: 0, target: addresses.player, value: 0n, data },
    perform: () => {
      const input = {
        frame: Number(report.frame),
        refTime: report.refTime,
        consensus: report.consensusBalanceGwei * GWEI,
        withdrawnTotal: report.withdrawnTotalGwei * GWEI,
        executionTotal: report.elRewardsTotalGwei * GWEI,
        depositsProcessedTotal: report.depositsProcessedTotalGwei * GWEI,
        provisions: report.provisionsGwei * GWEI,
        covers: [],
        operatorFeeBps: report.operatorFeeBps,
        finalizeUpTo: Number(report.finalizeUpTo),
      };
      // The model draws what the tranches have; the contracts have none yet and refuse.
      if (event.covered > 0n) throw new Refusal("Core_CoverUnavailable");
      // One code of the model, two errors of the contract.
      const unknown = input.finalizeUpTo > world.core.queue.requests.length;
      refuseAs(unknown ? "Core_FinalizeOutOfRange" : "Core_FinalizeTooYoung", "FinalizeTooNew", () =>
        applyToCore(world.core, "report", input),
      );
      world.report = report;
      world.rewards = rewards;
      return [];
    },
  };
}

function refuseAs(error: string, code: ModelError["code"], run: () => void): void {
  try {
    run();
  } catch (cause) {
    throw cause instanceof ModelError && cause.code === code ? new Refusal(error) : cause;
  }
}

function onChain({ total, leaves }: LaneRewards, addresses: Addresses) {
  return { rewardsRoot: rootOf(leaves, addresses), rewardsTotal: total };
}

function reportOf({ core, setup }: World, event: ReportEvent, rewards: Report["lanes"][number] | null): Report {
  const frame = BigInt(core.frame + event.frames);
  const covered = event.covered / GWEI;
  return {
    frame,
    refSlot: (frame * setup.params.frameSeconds) / 12n,
    refTime: setup.params.frameZeroTime + frame * setup.params.frameSeconds,
    consensusBalanceGwei: event.consensus / GWEI,
    withdrawnTotalGwei: (core.withdrawnTotal + event.withdrawn) / GWEI,
    elRewardsTotalGwei: (core.executionTotal + event.execution) / GWEI,
    depositsProcessedTotalGwei: maxOf(0n, core.depositsProcessedTotal + event.processed) / GWEI,
    validatorCount: 0n,
    exitedCount: 0n,
    slashedCount: 0n,
    provisionsGwei: event.provisions / GWEI,
    coveredGwei: [0n, covered, 0n, 0n, 0n, 0n],
    operatorFeeBps: event.operatorFeeBps,
    performanceRoot: NO_ROOT,
    lanes: rewards === null ? [] : [rewards],
    finalizeUpTo: BigInt(event.finalizeUpTo),
  };
}

export function performStateUpdate(world: World, addresses: Addresses): Call | null {
  const { report, core } = world;
  // Nothing to push yet: nobody has signed a report.
  if (report === null) return null;
  const args = [1, report] as const;
  return {
    step: {
      caller: 0,
      target: addresses.laneHub,
      value: 0n,
      data: encodeFunctionData({ abi: iLaneHubAbi, functionName: "pushStateUpdate", args }),
    },
    perform: () => {
      const settled = settleable(world);
      if (world.pushedFrame >= Number(report.frame) && settled === 0) throw new Refusal("LaneHub_AlreadyPushed");
      for (const { requestIds } of world.unsettled.splice(0, settled)) {
        for (const id of requestIds) applyToCore(core, "claim", { id });
      }
      const { rewards } = world;
      const update = applyToCore(core, "sendStateUpdate", rewards === null ? { laneId: 1 } : { laneId: 1, rewards });
      world.pushedFrame = Number(report.frame);
      world.updates.push(world.messages.length);
      world.messages.push({ kind: "update", update, version: world.versions.laneHub });
      return [];
    },
  };
}

/** How many batches the next StateUpdate settles: in order, all whose last request is finalized, within its bounds. */
function settleable({ core, unsettled, setup }: World): number {
  const finalized = finalizedUpTo(core);
  let requests = 0;
  let count = 0;
  for (const { requestIds } of unsettled) {
    requests += requestIds.length;
    const last = requestIds.at(-1);
    if (count === setup.params.settlementsMax || (last !== undefined && last > finalized)) break;
    if (count > 0 && requests > REQUESTS_PER_PUSH) break;
    count += 1;
  }
  return count;
}
