// Mistakes planted in the production contracts: how many steps the campaign takes to find each.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CampaignMutant } from "../../../../tools/mutants/campaign.ts";
import { applyTo, parseCampaignMutant } from "../../../../tools/mutants/campaign.ts";
import { affectedBy, compile, DEPLOYED, type Deployed, productionSources, type Sources } from "../chain/compile.ts";
import { setupOf } from "../world/setup.ts";
import { createArena, type Past } from "./arena.ts";
import { playSeed, SequenceFailed } from "./campaign.ts";
import { createCheck } from "./check.ts";
import { STEPS } from "./run.ts";

export type Hunt = Readonly<{
  name: string;
  what: string;
  /** Which were compiled again. */
  contracts: readonly Deployed[];
  /** Steps until it was found, null where none found it. */
  steps: number | null;
  /** What differed then. */
  found: string;
}>;

const FOLDER = "test/mutants/campaign";
/** Sequences on each beginning in turn, until one fails. */
const ROUNDS: readonly (readonly [Past, number])[] = [
  ["gains", 60],
  ["loss", 60],
  ["none", 30],
  ["gains", 250],
  ["none", 400],
  ["loss", 250],
];

export function readCampaignMutants(root: string): CampaignMutant[] {
  const files = readdirSync(join(root, FOLDER)).filter((file) => file.endsWith(".patch"));
  return files.sort().map((file) => parseCampaignMutant(file, readFileSync(join(root, FOLDER, file), "utf8")));
}

/** Plays the campaign on contracts with this mistake; with none on all of them, compiled as mutants are. */
export async function hunt(mutant: CampaignMutant | null, rounds = ROUNDS): Promise<Hunt> {
  const all = Object.keys(DEPLOYED) as Deployed[];
  const original = await productionSources(all);
  const sources: Sources = mutant ? { ...original, contents: applyTo(original.contents, mutant) } : original;
  const contracts = mutant ? affectedBy(mutant.files, original) : all;
  const codes = compile(contracts, sources);
  const about = { name: mutant?.name ?? "none", what: mutant?.what ?? "no mistake", contracts };
  let steps = 0;
  let seed = 1;
  for (const [past, sequences] of rounds) {
    const arena = await createArena({ setup: setupOf("mainnet"), past, codes }).catch((error: Error) => error);
    // What does not even begin as the model does.
    if (arena instanceof Error) return { ...about, steps, found: arena.message };
    for (const end = seed + sequences; seed < end; seed++) {
      try {
        await playSeed({ arena, seed, steps: STEPS, createCheck, shorten: false });
        steps += STEPS;
      } catch (error) {
        if (!(error instanceof SequenceFailed)) throw error;
        return { ...about, steps: steps + error.steps, found: error.message.split("\n")[0] ?? "" };
      }
    }
  }
  return { ...about, steps: null, found: "" };
}
