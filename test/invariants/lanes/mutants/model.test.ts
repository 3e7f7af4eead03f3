// The other way round: with a mistake in the model, the contracts differ from it.
import assert from "node:assert/strict";
import { dirname } from "node:path";
import { readMutants } from "../../../support/mutants.ts";
import { createArena } from "../play/arena.ts";
import type { Arena } from "../play/play.ts";
import { STEPS } from "../play/run.ts";
import { firstDifference } from "../play/sensitivity.ts";
import { setupOf } from "../world/setup.ts";

const root = dirname(dirname(dirname(dirname(import.meta.dirname))));

/** Mistakes that these sequences cannot show. */
const UNSEEN: ReadonlySet<string> = new Set([
  // L1 has no flash exit yet.
  "flash-reserve-capped",
  // Vaults have no contract here.
  "swept-counted-twice",
  "vault-ether-left-out",
  // The rule stands in world.ts, as the contract chooses whom to net: the model only checks the choice.
  "netting-before-update",
  // No two updates here have one reference time, and the pool as the model refuse one that goes back.
  "state-leg-always",
  // The hub refuses a repeated message before the pool is asked.
  "settled-twice",
]);

describe("mistakes planted in the model part it from the contracts", function () {
  this.timeout(300_000);
  let arena: Arena;
  before(async () => {
    arena = await createArena({ setup: setupOf("mainnet"), past: "loss" });
  });

  for (const mutant of readMutants("test/mutants/model").filter(({ name }) => !UNSEEN.has(name))) {
    it(mutant.description, async () => {
      const difference = await firstDifference({ root, arena, mutant, seeds: 400, steps: STEPS });
      assert.notEqual(difference, null);
    });
  }
});
