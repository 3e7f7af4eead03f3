import { coreLensAbi } from "@cseth/shared/abi/CoreLens";
import { laneLensAbi } from "@cseth/shared/abi/LaneLens";
import type { L1Addresses } from "../../config/deployments.ts";
import { ether } from "./amounts.ts";
import { dateOf } from "./door.ts";
import type { Session } from "./session.ts";

/** As in ILaneLens.BatchStage and SettlementStage. */
const STAGES = ["under-way", "announced", "landed"] as const;
const SETTLEMENTS = ["none", "queued", "ready", "sent"] as const;

export type BatchOnL1 = Awaited<ReturnType<typeof batchOnL1>>;

/** What L1 knows of a closed batch, and of the ether of the unstakers whom it forwards. */
export async function batchOnL1(
  { client, lens }: Session<L1Addresses>,
  { laneId, batchNonce }: { laneId: number; batchNonce: bigint },
) {
  const found = await client.viem.readContract({
    address: lens("LaneLens"),
    abi: laneLensAbi,
    functionName: "batch",
    args: [laneId, batchNonce],
  });
  const { batchesBefore, announcedAt, actionCount, actionsTried, firstRequestId, requestCount } = found;
  const stage = STAGES[found.stage] ?? "under-way";
  const settlement = SETTLEMENTS[found.settlement] ?? "none";
  const known = { batchNonce, stage };
  if (stage !== "landed") return { ...known, batchesBefore, ...(stage === "announced" && { announcedAt }) };
  const landed = { ...known, actionCount, actionsTried, settlement };
  if (settlement !== "queued") return landed;
  const queue = await client.viem.readContract({
    address: lens("CoreLens"),
    abi: coreLensAbi,
    functionName: "request",
    args: [firstRequestId + BigInt(requestCount) - 1n],
  });
  const { requestsAhead, etherAhead, etherMissing, finalizableFrame, finalizableFrom } = queue;
  return { ...landed, queue: { requestsAhead, etherAhead, etherMissing, finalizableFrame, finalizableFrom } };
}

export function batchText(batch: BatchOnL1): string[] {
  if (!("settlement" in batch)) {
    const announced = "announcedAt" in batch ? `, announced on ${dateOf(batch.announcedAt ?? 0)}` : "";
    const before = batch.batchesBefore === 0n ? "" : `; ${batch.batchesBefore} batches land before it`;
    return [`batch      ${batch.batchNonce} is under way to L1${announced}${before}`];
  }
  return [`batch      ${batch.batchNonce} has landed on L1${settlementText(batch)}`];
}

function settlementText(batch: Extract<BatchOnL1, { settlement: string }>): string {
  if (batch.settlement === "ready") return "; the lane's next StateUpdate brings its unstakers' ether";
  if (batch.settlement === "sent") return "; its unstakers' ether was sent to the lane";
  if (!("queue" in batch)) return "";
  const { requestsAhead, etherAhead, etherMissing, finalizableFrom } = batch.queue;
  const place = `behind ${requestsAhead} requests with ${ether(etherAhead)}`;
  const missing = etherMissing === 0n ? "" : `; ${ether(etherMissing)} are missing for them yet`;
  return `; its unstakers wait in L1's queue, ${place}, until the report of ${dateOf(finalizableFrom)} at the earliest${missing}`;
}
