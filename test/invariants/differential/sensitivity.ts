// The same campaign with a mistake planted in the model: it must part from the contracts.
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Mutant, withMutant } from "../../support/mutants.ts";
import type { Arena } from "./arena.ts";

const SOURCES = ["shared/src", "test/invariants/differential"];

/** The first difference that up to `seeds` sequences find, null for none. */
export async function firstDifference(input: {
  root: string;
  arena: Arena;
  mutant: Mutant;
  seeds: number;
  length: number;
}): Promise<string | null> {
  const { arena, seeds, length } = input;
  return withMutant({ mutant: input.mutant, sources: SOURCES }, async (copy) => {
    symlinkSync(join(input.root, "node_modules"), join(copy, "node_modules"));
    const path = pathToFileURL(join(copy, "test/invariants/differential/campaign.ts")).href;
    const { playSeed, SequenceFailed } = (await import(path)) as typeof import("./campaign.ts");
    // Its names are those of the original, its numbers must be the mutated model's.
    const { createNumbers } = (await import(
      pathToFileURL(join(copy, "test/invariants/differential/numbers.ts")).href
    )) as typeof import("./numbers.ts");
    const mutated: Arena = { ...arena, numbers: createNumbers(arena.chain.addresses) };
    try {
      for (let seed = 1; seed <= seeds; seed++) {
        await playSeed({ arena: mutated, seed, length, tally: new Map(), check: () => {}, shorten: false });
      }
      return null;
    } catch (error) {
      if (error instanceof SequenceFailed) return error.message;
      throw error;
    } finally {
      arena.snapshot = mutated.snapshot;
    }
  });
}
