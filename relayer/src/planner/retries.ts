import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { proveRun } from "@cseth/shared/merkle/outbox-tree";
import { actionLeaf } from "@cseth/shared/messages/action";
import { encodeFunctionData } from "viem";
import { wouldRevert } from "../tx/simulate.ts";
import { readActions } from "./actions.ts";
import { ACTION_ERRORS, type Failure, readFailures } from "./failures.ts";
import { type Lane, laneName } from "./lane.ts";
import { closeSteps, type DueStep, pursue } from "./pursue.ts";
import type { L1View } from "./view.ts";

/** Rehearsals of one look at the chain: failures cost their makers little, and must not cost us much. */
const REHEARSALS_AT_ONCE = 8;
const FIRST_DELAY_MS = 1_000;
/** What has no hope, because a newer action has overtaken it, is still looked at, once an hour. */
const LONGEST_DELAY_MS = 3_600_000;

type Patience = { nextAt: number; delayMs: number };

export type Retries = { plan: (view: L1View) => Promise<void> };

/**
 * Actions that L1 could not execute and recorded, brought to their end (ACT-1): each is rehearsed now and then, and
 * sent again once it would succeed. One may wait for another: a manager is set for an operator whose registration
 * failed beside it.
 */
export function createRetries(lane: Lane): Retries {
  /** How long each is left alone. Memory alone: a new process only looks a little earlier. */
  const patience = new Map<string, Patience>();
  const subject = `${laneName(lane)}/retries`;

  async function plan(view: L1View): Promise<void> {
    const failures = await readFailures({ facts: lane.l1.facts, laneId: lane.laneId });
    const known = new Set(failures.map(keyOf));
    for (const key of patience.keys()) if (!known.has(key)) patience.delete(key);

    const due: DueStep[] = [];
    for (const failure of longestDue(failures).slice(0, REHEARSALS_AT_ONCE)) {
      const step = await rehearse(failure, view);
      if (step) due.push(step);
    }
    await closeSteps(lane, { subject, due: due.map(({ key }) => key) });
    for (const step of due) await pursue(lane, step);
  }

  /** Those whose time has come, the longest waiting first: however many have no hope, every one has its turn. */
  function longestDue(failures: readonly Failure[]): readonly Failure[] {
    const now = lane.now().getTime();
    const nextAt = (failure: Failure) => patience.get(keyOf(failure))?.nextAt ?? 0;
    return failures.filter((failure) => nextAt(failure) <= now).sort((a, b) => nextAt(a) - nextAt(b));
  }

  /** @returns the step, if the action would succeed now */
  async function rehearse(failure: Failure, view: L1View): Promise<DueStep | undefined> {
    const key = keyOf(failure);
    const step = await retryStep(failure, view);
    if (step && !(await wouldRevert({ client: lane.l1.client, call: step }))) {
      patience.delete(key);
      return step;
    }
    const delayMs = Math.min(LONGEST_DELAY_MS, 2 * (patience.get(key)?.delayMs ?? FIRST_DELAY_MS / 2));
    patience.set(key, { delayMs, nextAt: lane.now().getTime() + delayMs });
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
