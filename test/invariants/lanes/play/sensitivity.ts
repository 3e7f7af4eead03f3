// The same campaign with a mistake planted in the model: it must part from the contracts.
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Mutant, withMutant } from "../../../support/mutants.ts";
import type { Arena } from "./play.ts";

const SOURCES = ["shared/src", "test/invariants/lanes"];

/** The first difference that up to `seeds` sequences find, null for none. */
export async function firstDifference(input: {
  root: string;
  arena: Arena;
  mutant: Mutant;
  seeds: number;
  steps: number;
}): Promise<string | null> {
  const { arena, seeds, steps } = input;
  return withMutant({ mutant: input.mutant, sources: SOURCES }, async (copy) => {
    symlinkSync(join(input.root, "node_modules"), join(copy, "node_modules"));
    const load = (file: string) => import(pathToFileURL(join(copy, "test/invariants/lanes", file)).href);
    const { playSeed, SequenceFailed } = (await load("play/campaign.ts")) as typeof import("./campaign.ts");
    // Its names are those of the original, its numbers must be the mutated model's.
    const { createNumbers } = (await load("world/numbers.ts")) as typeof import("../world/numbers.ts");
    const mutated: Arena = { ...arena, numbers: createNumbers(arena.addresses) };
    try {
      for (let seed = 1; seed <= seeds; seed++) {
        await playSeed({ arena: mutated, seed, steps, createCheck: null, shorten: false });
      }
      return null;
    } catch (error) {
      if (error instanceof SequenceFailed) return error.message;
      throw error;
    }
  });
}
