import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { outboxRoot, proveRun } from "@cseth/shared/merkle/outbox-tree";
import { actionBudget, actionLeaf, encodeRun } from "@cseth/shared/messages/action";
import { params } from "@cseth/shared/params";
import { decodeEventLog, encodeFunctionData, type Hash, type Hex, numberToHex } from "viem";
import { CsethError } from "../domain/errors.ts";
import type { FactStore } from "../store/facts.ts";
import { type Lane, laneName } from "./lane.ts";
import type { DueStep } from "./pursue.ts";

/** A run of this declared gas fits one transaction of 15,000,000, all actions failing included. */
const RUN_GAS_MAX = params.mainnet.actionBatchGas;

/** A landed batch with actions left. */
export type ExecutableBatch = { nonce: bigint; actionsRoot: Hash; actionCount: number; cursor: number };

/** All actions of a batch, in order, from the events that appended them. */
export async function readActions({
  facts,
  batchNonce,
}: {
  facts: Pick<FactStore, "events">;
  batchNonce: bigint;
}): Promise<readonly Hex[]> {
  const topic = { index: 2, value: numberToHex(batchNonce, { size: 32 }) } as const;
  const events = await facts.events({ eventName: "ActionAppended", topic });
  return events
    .map(({ data, topics }) => {
      const { args } = decodeEventLog({
        abi: l2HubAbi,
        eventName: "ActionAppended",
        data,
        topics: topics as [Hash, ...Hash[]],
      });
      return { index: args.index, action: args.action };
    })
    .sort((a, b) => a.index - b.index)
    .map(({ action }) => action);
}

/**
 * Length of the longest run from `start` that one transaction may carry: bounded by bytes and by declared gas, at
 * least one action. A whole batch needs no proof and is cheapest, and always fits the gas.
 */
export function runLength(actions: readonly Hex[], start: number, maxBytes: number): number {
  let bytes = 0;
  let gas = 0n;
  let length = 0;
  for (const action of actions.slice(start)) {
    bytes += 2 + (action.length - 2) / 2;
    gas += actionBudget(action);
    if (length > 0 && (bytes > maxBytes || gas > RUN_GAS_MAX)) break;
    length += 1;
  }
  return length;
}

/**
 * The next run of a batch as a step.
 * @throws PLANNER_ACTIONS_INCOMPLETE when the stored actions do not make the root that the batch carried
 */
export async function nextRun(lane: Lane, batch: ExecutableBatch, seenAt: bigint): Promise<DueStep> {
  const { nonce, cursor, actionsRoot, actionCount } = batch;
  const actions = await readActions({ facts: lane.l2.facts, batchNonce: nonce });
  const leaves = actions.map(actionLeaf);
  if (actions.length !== actionCount || outboxRoot(leaves) !== actionsRoot) {
    throw new CsethError({
      code: "PLANNER_ACTIONS_INCOMPLETE",
      retry: "backoff",
      message: `${laneName(lane)}: the stored actions of batch ${nonce} do not make its root`,
      fix: "The indexer may be behind; if this stays, an endpoint of the L2 left out a log.",
      context: { batch: nonce, stored: actions.length, expected: actionCount },
    });
  }
  const length = runLength(actions, cursor, lane.config.executeRunBytes);
  const run = actions.slice(cursor, cursor + length);
  const isWhole = cursor === 0 && length === actionCount;
  const proof = isWhole ? [] : proveRun(leaves, { start: cursor, length });
  return {
    kind: "execute",
    key: `execute/${nonce}/${cursor}`,
    subject: `${laneName(lane)}/batch/${nonce}/actions`,
    chainId: lane.l1.client.chainId,
    to: lane.l1.addresses.laneHub,
    data: encodeFunctionData({
      abi: laneHubAbi,
      functionName: "executeActions",
      args: [lane.laneId, nonce, cursor, encodeRun(run), proof],
    }),
    abi: laneHubAbi,
    seenAt,
  };
}
