// Part of a campaign: sequences on arenas of its own, in a process of its own. `node play/shard.ts <json>`.
import { InvariantViolation } from "../../../../shared/src/model/invariants.ts";
import type { Profile } from "../../../../shared/src/params.ts";
import { setupOf } from "../world/setup.ts";
import { createArena, type Past } from "./arena.ts";
import { playSeed, SequenceFailed } from "./campaign.ts";
import { createCheck } from "./check.ts";
import { count, createTally, type Tally } from "./tally.ts";

/** Sequences `from` … `from + sequences − 1` on one kind of beginning. */
export type Ground = Readonly<{ past: Past; profile: Profile; from: number; sequences: number }>;
export type ShardInput = Readonly<{ grounds: readonly Ground[]; steps: number }>;
export type ShardFailure = Readonly<{ message: string; invariant: string | null }>;
export type ShardOutcome = Readonly<{ tally: Tally; failures: readonly ShardFailure[] }>;

/** Stops after a few failures: each is shortened, which takes as long as forty sequences. */
const MANY = 3;
/** Of so many sequences one is played again without its fast messages. */
const TWIN_EVERY = 10;

export async function playShard({ grounds, steps }: ShardInput): Promise<ShardOutcome> {
  const tally = createTally();
  const failures: ShardFailure[] = [];
  for (const { past, profile, from, sequences } of grounds) {
    const arena = await createArena({ setup: setupOf(profile), past });
    for (let seed = from; seed < from + sequences && failures.length < MANY; seed++) {
      try {
        const twin = seed % TWIN_EVERY === 0;
        const onStep = count.bind(null, tally);
        await playSeed({ arena, seed, steps, createCheck, twin, shorten: true, onStep });
        tally.sequences += 1;
        if (twin) tally.scheduler["compared with a run without fast messages"] = 1 + twins(tally);
      } catch (error) {
        if (!(error instanceof SequenceFailed)) throw error;
        const { cause, message } = error;
        failures.push({ message, invariant: cause instanceof InvariantViolation ? cause.id : null });
      }
    }
  }
  return { tally, failures };
}

function twins({ scheduler }: Tally): number {
  return scheduler["compared with a run without fast messages"] ?? 0;
}

const [, script, input] = process.argv;
if (script === import.meta.filename && input !== undefined) {
  const outcome = await playShard(JSON.parse(input) as ShardInput);
  process.send?.(outcome, () => process.exit(0));
}
