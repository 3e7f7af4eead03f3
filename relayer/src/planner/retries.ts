import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { proveRun } from "@cseth/shared/merkle/outbox-tree";
import { actionLeaf } from "@cseth/shared/messages/action";
import { encodeFunctionData } from "viem";
import { refusalOf } from "../tx/simulate.ts";
import { readActions } from "./actions.ts";
import { ACTION_ERRORS, type Failure, readFailures } from "./failures.ts";
import { type Lane, laneName } from "./lane.ts";
import { createPatience } from "./patience.ts";
import { closeSteps, type DueStep, pursue } from "./pursue.ts";
import type { L1View } from "./view.ts";

/** Rehearsals of one look at the chain: failures cost their makers little, and must not cost us much. */
const REHEARSALS_AT_ONCE = 8;
/** What has no hope, because a newer action has overtaken it, is still looked at, once an hour. */
const LONGEST_DELAY_MS = 3_600_000;

export type Retries = { plan: (view: L1View) => Promise<void> };

/**
 * Actions that L1 could not execute and recorded, brought to their end (ACT-1): each is rehearsed now and then, and
 * sent again once it would succeed. One may wait for another: a manager is set for an operator whose registration
 * failed beside it.
 */
export function createRetries(lane: Lane): Retries {
  const patience = createPatience({ now: lane.now, longestMs: LONGEST_DELAY_MS });
  const subject = `${laneName(lane)}/retries`;

  async function plan(view: L1View): Promise<void> {
    const failures = await readFailures({ facts: lane.l1.facts, laneId: lane.laneId });
    const due: DueStep[] = [];
    for (const failure of patience.due(failures, keyOf).slice(0, REHEARSALS_AT_ONCE)) {
      const step = await rehearse(failure, view);
      if (step) due.push(step);
    }
    await closeSteps(lane, { subject, due: due.map(({ key }) => key) });
    for (const step of due) await pursue(lane, step);
  }

  /** @returns the step, if the action would succeed now */
  async function rehearse(failure: Failure, view: L1View): Promise<DueStep | undefined> {
    const key = keyOf(failure);
    const step = await retryStep(failure, view);
    if (step && (await refusalOf({ client: lane.l1.client, call: step })) === undefined) {
      patience.succeed(key);
      return step;
    }
    patience.refuse(key);
    return undefined;
  }

  /** @returns undefined while the action is not stored: the indexer of the L2 may be behind */
  async function retryStep(failure: Failure, view: L1View): Promise<DueStep | undefined> {
    const { batchNonce, index } = failure;
    const actions = await readActions({ facts: lane.l2.facts, batchNonce });
    const action = actions[index];
    if (!action) return undefined;
    const proof = proveRun(actions.map(actionLeaf), { start: index, length: 1 });
    return {
      kind: "retry",
      key: keyOf(failure),
      subject,
      chainId: lane.l1.client.chainId,
      to: lane.l1.addresses.laneHub,
      data: encodeFunctionData({
        abi: laneHubAbi,
        functionName: "retryAction",
        args: [lane.laneId, batchNonce, index, action, proof],
      }),
      abi: ACTION_ERRORS,
      seenAt: view.block,
    };
  }

  return { plan };
}

function keyOf({ batchNonce, index }: Failure): string {
  return `retry/${batchNonce}/${index}`;
}
