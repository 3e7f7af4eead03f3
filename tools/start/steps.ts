import type { Hex } from "viem";
import type { Passage } from "./passages.ts";

/** From the stake to L1, step by step. */
const crossing = ["stake", "close", "prove", "finalize", "land", "fast", "action"] as const;
/** What follows, side by side: the unstakes on their way back … */
const unstaking = ["report", "stateUpdate", "netted", "forwarded", "settled", "unstakePaid"] as const;
/** … and a validator, from its first ether to its operator's rewards. */
const validator = ["validatorFunded", "validatorActive", "rateBefore", "rateAfter", "rewardClaimed"] as const;

/** The steps of one round, in the order of the summary. */
export const stepNames = [...crossing, ...unstaking, ...validator] as const;
export type StepName = (typeof stepNames)[number];

/** What a step that takes its time waits for; what crossing the bridge waits for, its passage says. */
export const waitsFor: Readonly<Record<Exclude<StepName, keyof Passage["waitsFor"]>, string>> = {
  stake: "the users' transactions on both chains",
  close: "the relayer to come up, and the batch to be old enough",
  fast: "the fast way's note of the batch, once its block is final",
  action: "the relayer to execute the batch's action on L1",
  report: "the frame to end and to be final on the beacon chain; then oracles sign",
  stateUpdate: "L1's message to reach the L2",
  netted: "a StateUpdate whose report is newer than the request",
  forwarded: "the forward delay to pass: the pool's ether does not cover this one",
  settled: "its batch to reach L1, a report that finalizes it, and its ether on the way back",
  unstakePaid: "the staker's claim",
  validatorFunded: "the reveal of its key to land; 1 ether in the deposit queue; the proof of its credentials",
  validatorActive: "the rest of its stake in the deposit queue, then the chain's queue for activation",
  rateBefore: "rewards of more than the reserve of gains, 2 bp of all ether, and a report of them",
  rateAfter: "L1's message with the new rate to reach the L2",
  rewardClaimed: "a report that roots the operators' fees, and their shares to reach the L2",
};

/** The next step of each strand of a round. */
export function nextSteps(effects: Effects): readonly StepName[] {
  const next = (strand: readonly StepName[]) => strand.find((step) => effects[step] === undefined);
  const first = next(crossing);
  return (first ? [first] : [next(unstaking), next(validator)]).filter((step) => step !== undefined);
}

/** What a step left on a chain, read back from there. `value`: the number that matters, wei or shares, or a hash. */
export type Effect = Readonly<{ tx: Hex; block: string; chain: number; value: string }>;
export type Effects = Partial<Record<StepName, Effect>>;
/** Of each lane, by its id. */
export type LaneEffects = Readonly<Record<number, Effects>>;

/** A step of a lane failed or did not happen. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
  readonly laneId: number;
  readonly step: StepName;
  constructor(laneId: number, step: StepName, cause: unknown) {
    super(`lane ${laneId}, ${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.laneId = laneId;
    this.step = step;
  }
}
