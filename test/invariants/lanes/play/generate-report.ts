// Reports, valid ones and ones with one thing wrong.
import { balanceOf } from "../../../../shared/src/model/ledger.ts";
import { finalizedUpTo } from "../../../../shared/src/model/queue.ts";
import type { Rng } from "../../../../shared/src/model/rng.ts";
import { ACCOUNT } from "../../../../shared/src/model/state.ts";
import { WAD, type Wei } from "../../../../shared/src/units/quantity.ts";
import { maxOf, minOf } from "../../../../shared/src/units/rounding.ts";
import { LANES } from "../chain/peers.ts";
import type { Event, ReportEvent } from "../world/events.ts";
import type { World } from "../world/world.ts";
import type { Choice } from "./choice.ts";

const GWEI = 10n ** 9n;

export function reportChoices(world: World): Choice[] {
  const { core, setup } = world;
  const isDue = world.now >= setup.params.frameZeroTime + BigInt(core.frame + 1) * setup.params.frameSeconds;
  return [[isDue ? 40 : 0, (rng) => report(world, rng)]];
}

function report(world: World, rng: Rng): Event {
  const valid = validReport(world, rng);
  return rng.chance(120) ? spoil(world, valid, rng) : valid;
}

function validReport(world: World, rng: Rng): ReportEvent {
  const { core } = world;
  const processed = rng.chance(500) ? toGwei(rng.bigBelow(core.activating + 1n)) : toGwei(core.activating);
  const consensus = toGwei(consensusAfter(core.consensus + processed, rng));
  const penalty = rng.chance(150) ? toGwei(rng.bigBelow(consensus / 40n + 1n)) : 0n;
  const escrow = balanceOf(core, ACCOUNT.operatorFees);
  return {
    kind: "report",
    frames: 1,
    consensus,
    withdrawn: 0n,
    execution: 0n,
    processed,
    provisions: rng.chance(400) ? penalty : minOf(penalty, toGwei(core.reportedProvisions)),
    covered: 0n,
    operatorFeeBps: BigInt(rng.below(501)),
    finalizeUpTo: finalizable(world, rng),
    rewards: LANES.flatMap((lane) => {
      if (rng.chance(300)) return [];
      return [{ lane, more: moreRewards(escrow, rng), inflated: rng.chance(250) }];
    }),
  };
}

/** What operators have earned, mostly a part for each lane; at times more than there is, or less than was funded. */
function moreRewards(escrow: bigint, rng: Rng): bigint {
  return rng.chance(60) ? escrow + 1n : rng.bigBelow(escrow / 2n + 1n) - (rng.chance(50) ? 1n : 0n);
}

/** Rewards of a usual day mostly, large gains at times, and losses within D, beyond it and far beyond. */
function consensusAfter(before: Wei, rng: Rng): Wei {
  const roll = rng.below(100);
  if (roll < 45) return before + rng.bigBelow(before / 5_000n + 1n);
  if (roll < 60) return before + rng.bigBelow(5n * WAD);
  if (roll < 72) return before + rng.bigBelow(40n * WAD);
  if (roll < 80) return before;
  if (roll < 90) return maxOf(0n, before - rng.bigBelow(3n * WAD));
  return before - rng.bigBelow(before / 8n + 1n);
}

/** Up to somewhere among the old enough ones: sometimes more than the buffer can pay, sometimes none. */
function finalizable({ core }: World, rng: Rng): number {
  if (rng.chance(120)) return 0;
  let last = finalizedUpTo(core);
  for (const [index, { frame }] of core.queue.requests.entries()) {
    if (index >= last && frame <= core.frame + 1 && !rng.chance(120)) last = index + 1;
  }
  return last;
}

/** One thing wrong at a time, so that there is one reason to refuse it. */
function spoil({ core }: World, valid: ReportEvent, rng: Rng): ReportEvent {
  switch (rng.below(8)) {
    case 0:
      return { ...valid, frames: rng.below(2) * 2 };
    case 1:
      return { ...valid, withdrawn: GWEI };
    case 2:
      return { ...valid, execution: GWEI };
    case 3:
      return { ...valid, processed: core.activating + GWEI };
    case 4:
      return core.depositsProcessedTotal > GWEI ? { ...valid, processed: -GWEI } : { ...valid, covered: GWEI };
    case 5:
      return { ...valid, provisions: valid.consensus + GWEI };
    case 6:
      return { ...valid, operatorFeeBps: 501n };
    default:
      return { ...valid, finalizeUpTo: core.queue.requests.length + (rng.chance(500) ? 1 : 0) };
  }
}

function toGwei(wei: Wei): Wei {
  return wei - (wei % GWEI);
}
