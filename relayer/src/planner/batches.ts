import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { decodeBatchBody } from "@cseth/shared/messages/batch-message";
import { decodeEnvelope } from "@cseth/shared/messages/envelope";
import { readHeads } from "../chain/heads.ts";
import type { CarrierPhaseName } from "../domain/phase.ts";
import type { BatchPhase, BatchRow } from "../store/batches.ts";
import type { SentMessage } from "../store/messages.ts";
import type { ExecutableBatch } from "./actions.ts";
import { type Lane, laneName } from "./lane.ts";
import type { L1View } from "./view.ts";

const BEFORE_PROOF: ReadonlySet<string> = new Set<CarrierPhaseName>([
  "OBSERVED",
  "SAFE",
  "ORPHANED",
  "PAUSED",
  "AWAIT_GAME",
  "READY_TO_PROVE",
  "PROVING",
  "AWAIT_ASSERTION",
]);

/** Followed at once; those behind wait their turn. */
const BATCHES_AT_ONCE = 32;

/** Pure: where a closed batch stands. @param landed what L1's newest block, and its final one, say of it */
export function batchPhase({
  carried,
  landed,
  finalCursor,
  actionCount,
}: {
  /** Somebody proved or delivered its message. */
  carried: boolean;
  landed: { cursor: number } | undefined;
  /** Its cursor in the finalized block; undefined if it has not landed there. */
  finalCursor: number | undefined;
  actionCount: number;
}): BatchPhase {
  if (finalCursor !== undefined && finalCursor >= actionCount) return "FINAL";
  if (!landed) return carried ? "CARRIED" : "CLOSED";
  if (landed.cursor >= actionCount) return "EXECUTED";
  return landed.cursor > 0 ? "EXECUTING" : "ROOT_ON_L1";
}

/** The next run of a landed batch, if there is one. */
export function executable(batch: BatchRow, { landedNonce }: L1View): ExecutableBatch | undefined {
  if (batch.nonce > landedNonce || batch.executed >= batch.actionCount) return undefined;
  const { nonce, actionsRoot, actionCount, executed } = batch;
  return { nonce, actionsRoot, actionCount, cursor: executed };
}

/** Brings the rows of the batches whose story is not over up to date with L1. @returns them */
export async function followBatches(lane: Lane, view: L1View): Promise<readonly BatchRow[]> {
  await addNewBatches(lane);
  const rows = await lane.batches.unfinished(lane.laneId, BATCHES_AT_ONCE);
  if (rows.length === 0) return rows;
  const final = await readFinal(lane);
  const followed: BatchRow[] = [];
  for (const row of rows) {
    const landed = row.nonce <= view.landedNonce ? await readBatch(lane, row.nonce, view.block) : undefined;
    const isExecuted = landed !== undefined && landed.cursor >= row.actionCount;
    const isFinal = isExecuted && row.nonce <= final.landedNonce;
    const after = {
      ...row,
      executed: landed?.cursor ?? 0,
      phase: batchPhase({
        carried: landed === undefined && (await isCarried(lane, row.nonce)),
        landed,
        finalCursor: isFinal ? (await readBatch(lane, row.nonce, final.block)).cursor : undefined,
        actionCount: row.actionCount,
      }),
    };
    await lane.batches.put(after);
    followed.push(after);
  }
  return followed;
}

/** Whether its message has got beyond the L2: proven, or on its way into the hub. */
async function isCarried(lane: Lane, nonce: bigint): Promise<boolean> {
  const carrier = await lane.carriers.find(`${laneName(lane)}/batch`, nonce);
  return carrier !== undefined && !BEFORE_PROOF.has(carrier.phase);
}

async function readFinal({ l1, laneId }: Lane): Promise<{ block: bigint; landedNonce: bigint }> {
  const { finalized } = await readHeads(l1);
  const { landedNonce } = await l1.client.viem.readContract({
    address: l1.addresses.laneHub,
    abi: laneHubAbi,
    functionName: "laneConfig",
    args: [laneId],
    blockNumber: finalized.number,
  });
  return { block: finalized.number, landedNonce };
}

async function readBatch({ l1, laneId }: Lane, nonce: bigint, blockNumber: bigint) {
  return l1.client.viem.readContract({
    address: l1.addresses.laneHub,
    abi: laneHubAbi,
    functionName: "batch",
    args: [laneId, nonce],
    blockNumber,
  });
}

/** A row for each batch message; one that a reorg replaced is written anew. */
async function addNewBatches(lane: Lane): Promise<void> {
  const route = `${laneName(lane)}/batch`;
  const open = await lane.batches.unfinished(lane.laneId, 1);
  const from = open[0] ? open[0].nonce - 1n : await lane.batches.lastNonce(lane.laneId);
  for (const message of await lane.messages.above(route, from, BATCHES_AT_ONCE)) {
    const known = await lane.batches.find(lane.laneId, message.sequence);
    const { actionsRoot, actionCount } = bodyOf(message);
    if (known && known.actionsRoot === actionsRoot) continue;
    await lane.batches.put({
      laneId: lane.laneId,
      nonce: message.sequence,
      phase: "CLOSED",
      actionsRoot,
      actionCount,
      executed: 0,
    });
  }
}

function bodyOf({ payload }: SentMessage) {
  return decodeBatchBody(decodeEnvelope(payload).body);
}
