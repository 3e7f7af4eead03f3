// Reports, as ReportOracle brings them to the core.
import { encodeFunctionData, type Hex } from "viem";
import { type Report, reportTypes } from "../../../../shared/src/messages/report.ts";
import { ModelError } from "../../../../shared/src/model/errors.ts";
import { maxOf } from "../../../../shared/src/units/rounding.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CALLER, LANES } from "../chain/peers.ts";
import { applyCore } from "../world/apply.ts";
import type { ReportEvent } from "../world/events.ts";
import { rewardsOf, rootOf } from "../world/rewards.ts";
import type { World } from "../world/world.ts";
import { type Call, Refusal } from "./call.ts";

const GWEI = 10n ** 9n;
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
  const frame = world.core.frame + event.frames;
  const rewards = event.rewards.map((each) => ({ lane: each.lane, says: rewardsOf(world, each, frame) }));
  const report = reportOf(
    world,
    event,
    rewards.map(({ lane, says: { total, leaves } }) => {
      return { laneId: lane, rewardsRoot: rootOf(lane, leaves, addresses), rewardsTotal: total };
    }),
  );
  const data = encodeFunctionData({ abi: submitAbi as never, functionName: "submitReport", args: [report] } as never);
  return {
    chain: "l1",
    step: { caller: CALLER.player, target: addresses.l1.player, value: 0n, data },
    perform: () => {
      // The model draws what the tranches have; the contracts have none yet and refuse.
      if (event.covered > 0n) throw new Refusal("Core_CoverUnavailable");
      apply(world, report);
      world.report = report;
      for (const lane of LANES) world.lanes[lane].rewards = rewards.find((each) => each.lane === lane)?.says ?? null;
      return [];
    },
  };
}

function apply(world: World, report: Report): void {
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
  try {
    applyCore(world, "report", input);
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== "FinalizeTooNew") throw error;
    // One code of the model, two errors of the contract.
    const unknown = input.finalizeUpTo > world.core.queue.requests.length;
    throw new Refusal(unknown ? "Core_FinalizeOutOfRange" : "Core_FinalizeTooYoung");
  }
}

function reportOf({ core, setup }: World, event: ReportEvent, lanes: Report["lanes"]): Report {
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
    lanes,
    finalizeUpTo: BigInt(event.finalizeUpTo),
  };
}
