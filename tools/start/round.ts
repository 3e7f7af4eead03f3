import { close, land, stake } from "./crossing.ts";
import { type LaneRound, openLaneRound, type RoundOptions } from "./lane-round.ts";
import { FIRST_LANE } from "./lanes.ts";
import { depositBond, raiseCaps, revealKeys } from "./operator.ts";
import { StepFailed } from "./steps.ts";
import { payUnstakes, requestUnstakes } from "./unstaking.ts";
import { followValidator } from "./validator.ts";

/** What `--break` does at its moments. */
export type RoundHooks = Readonly<{
  /** Stakes and actions are on the L2s, and no relayer is there to close their batches. */
  beforeClose?: () => Promise<void>;
  /** A lane's batch is on its way. */
  afterClose?: (round: LaneRound) => Promise<void>;
  /** A lane's batch has landed. @returns L1's block from which on its report is looked for, if not the landing's */
  atLanding?: (round: LaneRound) => Promise<bigint | undefined>;
}>;

/**
 * The whole circle on each lane, all side by side: stake and land, fund and activate a validator, earn, report, and be
 * paid on the L2, stakers and operator. What users, operators and governance do is sent here; everything between is
 * done by relayer and oracles, and only watched here, on the chains.
 */
export async function playRound({
  hooks = {},
  ...options
}: RoundOptions & {
  hooks?: RoundHooks;
}): Promise<void> {
  const { world } = options;
  const rounds = await Promise.all(world.lanes.map((lane) => openLaneRound({ ...options, lane })));
  const caps = raiseCaps(world, rounds);
  // Whoever needs them waits for them; a round that has failed before must not leave an unhandled rejection.
  caps.catch(() => undefined);
  // It takes its time to come up; only what must be altered before a batch closes is worth waiting for.
  if (!hooks.beforeClose) world.startRelayer();
  const batches = await Promise.all(rounds.map(stake));
  if (hooks.beforeClose) {
    await hooks.beforeClose().catch((cause: unknown) => {
      throw new StepFailed(FIRST_LANE, "close", cause);
    });
    world.startRelayer();
  }
  await Promise.all(rounds.map((round, index) => follow(round, batches[index] as bigint)));

  async function follow(round: LaneRound, batch: bigint): Promise<void> {
    const closed = await close(round, batch);
    await hooks.afterClose?.(round);
    // Requested now, so that the next StateUpdate's reference time is later: netting is no instant exit.
    const requests = await requestUnstakes(round);
    const landedAt = await land(round, closed);
    const reportFrom = (await hooks.atLanding?.(round)) ?? landedAt;
    await Promise.all([payUnstakes(round, { batch, reportFrom, requests }), live(round)]);
  }

  async function live(round: LaneRound): Promise<void> {
    await round.step("validatorFunded", async () => {
      await Promise.all([depositBond(round), caps, revealKeys(round)]);
    });
    await followValidator(round);
  }
}
