import type { Abi, Address, Hex } from "viem";
import { hasCode } from "../domain/errors.ts";
import { delayAfter, judgeAttempt } from "../domain/step.ts";
import type { NewStep, StepRow } from "../store/steps.ts";
import { chainOf, type Lane, laneName } from "./lane.ts";

/** A transaction wanted for its effect. */
export type DueStep = Omit<NewStep, "laneId"> & {
  to: Address;
  data: Hex;
  value?: bigint;
  gas?: bigint;
  /** Errors of everything beneath the call. */
  abi: Abi;
  /** Block of the destination in which it was seen to be due. */
  seenAt: bigint;
};

export type Pursuit = "sent" | "under-way" | "delayed" | "given-up" | "read-only";

/** Transactions that were included and worked nothing, before a person has to look. */
const TRIES_MAX = 5;
/** Simulations in a row that would revert, before an incident says so; trying goes on. */
const REFUSALS_BEFORE_INCIDENT = 10;

/**
 * Moves one due step on: stores the decision, looks at what became of its transaction, sends the next one if needed.
 * Safe to call at any time and from several processes: a try has one idempotency key.
 * @throws what `submit` throws, except that the call would revert, which is stored with the step
 */
export async function pursue(lane: Lane, due: DueStep): Promise<Pursuit> {
  const { transactor } = chainOf(lane, due.chainId);
  if (!transactor) return "read-only";
  const { key, kind, subject, chainId } = due;
  const step = await lane.steps.ensure({ laneId: lane.laneId, key, kind, subject, chainId });
  if (step.state === "DEAD_LETTER" || step.state === "SKIPPED") return "given-up";
  if (step.nextAt && step.nextAt > lane.now()) return "delayed";

  const attempt = await transactor.statusOf(intentKey(step));
  const verdict = judgeAttempt({ attempt, seenAt: due.seenAt });
  if (verdict.kind === "wait") return "under-way";
  if (verdict.kind === "again") {
    const next = await tryAgain(lane, step, verdict.reason);
    return next === "dead" ? "given-up" : "delayed";
  }
  lane.failpoint("planner-step");
  return send(lane, step, due);
}

async function send(lane: Lane, step: StepRow, due: DueStep): Promise<Pursuit> {
  const { transactor, client } = chainOf(lane, due.chainId);
  const { to, data, value = 0n, gas, abi } = due;
  const intent = {
    key: intentKey(step),
    to,
    data,
    value,
    abi,
    ...(gas === undefined ? {} : { gas }),
    items: [{ kind: step.kind, key: step.subject }],
  };
  try {
    await transactor?.submit(intent);
  } catch (error) {
    if (hasCode(error, "TX_WOULD_REVERT")) return refused(lane, step, error.message);
    if (!hasCode(error, "TX_GAS_ABOVE_CAP")) throw error;
    await giveUp(lane, step, error.message);
    return "given-up";
  }
  if (step.refusals > 0) {
    await lane.steps.change(step, { refusals: 0, nextAt: undefined }, undefined);
    await lane.incidents.close({ code: "STEP_REFUSED", subject: subjectOf(step) });
  }
  lane.metrics.steps.inc({ lane: laneName(lane), kind: step.kind });
  lane.logger.info({ lane: laneName(lane), chain: client.name, step: step.key, try: step.tries }, "step sent");
  return "sent";
}

/** Somebody was faster, or the chain is not ready after all: costs nothing, so it is tried for as long as it is due. */
async function refused(lane: Lane, step: StepRow, reason: string): Promise<Pursuit> {
  const refusals = step.refusals + 1;
  const nextAt = new Date(lane.now().getTime() + delayAfter(refusals));
  await lane.steps.change(step, { refusals, nextAt }, reason);
  lane.logger.warn({ lane: laneName(lane), step: step.key, reason, refusals }, "step would revert");
  if (refusals >= REFUSALS_BEFORE_INCIDENT) {
    const detail = { reason, refusals };
    await lane.incidents.open({ code: "STEP_REFUSED", subject: subjectOf(step), severity: "high", detail });
  }
  return "delayed";
}

async function tryAgain(lane: Lane, step: StepRow, reason: string): Promise<"again" | "dead"> {
  if (step.tries >= TRIES_MAX) {
    await giveUp(lane, step, reason);
    return "dead";
  }
  const nextAt = new Date(lane.now().getTime() + delayAfter(step.tries));
  await lane.steps.change(step, { tries: step.tries + 1, nextAt }, reason);
  lane.logger.warn({ lane: laneName(lane), step: step.key, reason, try: step.tries }, "step did not work");
  return "again";
}

async function giveUp(lane: Lane, step: StepRow, reason: string): Promise<void> {
  await lane.steps.change(step, { state: "DEAD_LETTER" }, reason);
  await lane.incidents.open({
    code: "DEAD_LETTER",
    subject: subjectOf(step),
    severity: "critical",
    detail: { reason, tries: step.tries, fix: `Find out why; then cseth relayer retry ${step.key}, or skip.` },
  });
}

/** Marks steps of a subject that are not due any more as done, and closes what was open about them. */
export async function closeSteps(lane: Lane, { subject, due }: { subject: string; due: readonly string[] }) {
  const { laneId } = lane;
  for (const step of await lane.steps.close({ laneId, subject, due })) {
    const about = subjectOf(step);
    if (step.state === "DEAD_LETTER") await lane.incidents.close({ code: "DEAD_LETTER", subject: about });
    if (step.refusals > 0) await lane.incidents.close({ code: "STEP_REFUSED", subject: about });
    lane.logger.debug({ lane: laneName(lane), step: step.key }, "step done");
  }
}

/** Idempotency key of the current try. */
export function intentKey({ laneId, key, tries }: Pick<StepRow, "laneId" | "key" | "tries">): string {
  return `lane-${laneId}/${key}#${tries}`;
}

function subjectOf({ laneId, key }: StepRow): string {
  return `lane-${laneId}/${key}`;
}
