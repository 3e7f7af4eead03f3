import assert from "node:assert/strict";
import { Worker } from "node:worker_threads";
import type { CampaignResult } from "../../../shared/src/model/campaign.ts";

const WORKERS = 2;
const deep = process.env.CSETH_DEEP === "1";
const SEEDS = deep ? 20_000 : 1_000;

/** What must have happened for the campaign to mean anything: ways in and out, losses, disorder, forgery. */
const MUST_HAPPEN = [
  "deposit",
  "request",
  "deferRequest",
  "enqueueDeferred",
  "claim",
  "flashExit",
  "skim",
  "sweep",
  "predeposit",
  "provePredeposit",
  "killPredeposit",
  "topUp",
  "report",
  "report with covers",
  "release",
  "fee",
  "recovery below the high-water mark",
  "finalized",
  "finalize deferred: provision",
  "oracle outage",
  "proveSlashing",
  "loss: report",
  "loss: proof",
  "loss: landing",
  "land",
  "land with forwards",
  "carry deficit",
  "X filled",
  "X used",
  "land refused: BatchOutOfOrder",
  "noteFast noted",
  "noteFast ignored",
  "noteFast conflict",
  "fast note for no batch",
  "fast frozen by its twin",
  "freezeForMissingTwin",
  "sendFastFreeze",
  "receiveFastFreeze heeded",
  "receiveFastFreeze ignored",
  "stake refused: LaneFrozen",
  "net refused: LaneFrozen",
  "fast freeze lifted by an update",
  "compared with a run without fast messages",
  "attempt refused by a fast freeze in a compared run",
  "stake",
  "stake refused: LaneStopped",
  "stake refused: RateStale",
  "requestUnstake",
  "net",
  "net refused: UpdateNotNewer",
  "forward",
  "flashExitL2",
  "flashExitL2 refused: ReportOverdue",
  "flashExitL2 refused: LaneStopped",
  "flashExitL2 refused: LaneFrozen",
  "flashExitL2 refused: InsufficientReserve",
  "flashExitL2 refused: ExceedsAvailable",
  "closeBatch",
  "forced close",
  "sendMoveDown",
  "receiveMoveDown refused: AlreadyArrived",
  "lane stopped by a move that told of a fall",
  "sendMoveUp",
  "sendMoveUp refused: ExceedsAvailable",
  "releaseMoveUp",
  "releaseMoveUp refused: AlreadyArrived",
  "parked move sent on",
  "parked move sent back",
  "sendStateUpdate",
  "funding",
  "rewards not funded",
  "rewards leaves above their total",
  "rewards that fall",
  "claimReward",
  "claimReward refused: NotClaimable",
  "claimReward refused: InsufficientBalance",
  "update applied",
  "update stale",
  "update late",
  "update skipped",
  "update delivered twice",
  "lane stopped by a fall",
  "settled",
  "settled in full",
  "settled with cut",
  "surplus back to the pool",
] as const;

describe("reference model campaign", function () {
  this.timeout(deep ? 3_600_000 : 300_000);
  let result: CampaignResult;

  before(async () => {
    result = merge(await Promise.all(Array.from({ length: WORKERS }, (_, index) => runWorker(index))));
    printCounts(result);
  });

  it("keeps LEDGER-1 LEDGER-2 LANE-1 LANE-2 LANE-3 LANE-4 LANE-5 RATE-1 RATE-2 RATE-3 FLASH-1 QUEUE-1 QUEUE-2 REW-1 REW-2", () => {
    assert.deepEqual(result.violations, []);
    assert.equal(result.seeds, SEEDS);
  });

  for (const name of MUST_HAPPEN) {
    it(`saw "${name}"`, () => {
      assert.ok((result.counts[name] ?? 0) > 0, `"${name}" never happened: the campaign proves nothing about it`);
    });
  }
});

function runWorker(index: number): Promise<CampaignResult> {
  const seeds = SEEDS / WORKERS;
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("campaign-worker.ts", import.meta.url), {
      workerData: { from: 1 + index * seeds, seeds },
    });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

function merge(parts: readonly CampaignResult[]): CampaignResult {
  const counts: Record<string, number> = {};
  for (const part of parts) {
    for (const [name, times] of Object.entries(part.counts)) counts[name] = (counts[name] ?? 0) + times;
  }
  const violations = parts.flatMap((part) => part.violations);
  return { seeds: parts.reduce((sum, { seeds }) => sum + seeds, 0), counts, violations };
}

function printCounts({ counts }: CampaignResult): void {
  const rows = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, times] of rows) console.log(`      ${String(times).padStart(10)}  ${name}`);
}
