// A whole campaign: its sequences spread over the cores, its counts added up and judged.
import { fork } from "node:child_process";
import { join } from "node:path";
import type { EventKind } from "../world/events.ts";
import type { Ground, ShardFailure, ShardInput, ShardOutcome } from "./shard.ts";
import { sumOf, type Tally } from "./tally.ts";

export type CampaignInput = Readonly<{
  /** Sequences with these are the same everywhere. */
  seed: number;
  sequences: number;
  /** Calls of each. */
  steps: number;
}>;
export type CampaignOutcome = Readonly<{ seed: number; tally: Tally; failures: readonly ShardFailure[] }>;

/** What `npm test` plays: 100,000 steps. */
export const STEPS = 50;
export const SEQUENCES = 2_000;
export const SEED = 1;

/** Beginnings, in hundredths of all sequences; those of a row are played by one process, one after the other. */
const SHARES = [
  [{ past: "gains", profile: "mainnet", share: 50 }],
  [
    { past: "loss", profile: "mainnet", share: 20 },
    { past: "none", profile: "mainnet", share: 10 },
    { past: "gains", profile: "devnet", share: 20 },
  ],
] as const;
/** Apart from each other, so that no sequence is played twice. */
const SEEDS_EACH = 10_000_000;

export async function runCampaign({ seed, sequences, steps }: CampaignInput): Promise<CampaignOutcome> {
  let next = seed;
  const shards = SHARES.map((row) =>
    row.map(({ past, profile, share }): Ground => {
      const from = next;
      next += SEEDS_EACH;
      return { past, profile, from, sequences: Math.ceil((sequences * share) / 100) };
    }),
  );
  const outcomes = await Promise.all(shards.map((grounds) => inProcess({ grounds, steps })));
  return {
    seed,
    tally: sumOf(outcomes.map(({ tally }) => tally)),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

/** A shard's process ended without an outcome. */
export class ShardCrashed extends Error {
  readonly code = "CAMPAIGN_SHARD";
  override readonly name = "ShardCrashed";
}

function inProcess(input: ShardInput): Promise<ShardOutcome> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "shard.ts"), [JSON.stringify(input)], { serialization: "advanced" });
    let outcome: ShardOutcome | undefined;
    child.on("message", (message) => {
      outcome = message as ShardOutcome;
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (outcome !== undefined) resolve(outcome);
      else reject(new ShardCrashed(`a part of the campaign ended with exit code ${code}`));
    });
  });
}

/** Calls that only look, or can have their effect once in many sequences: all others must have it in 1% of all steps. */
export const RARE: ReadonlySet<EventKind> = new Set([
  ...(["viewWithdrawal", "viewUnstake", "viewBatch"] as const),
  // An hour's tickets, a fall on its way, a note ten days old; and a true note, which only L1's next one shows.
  ...(["expire", "resend", "resendShares", "sendFastFreeze", "sendFastNote", "missingTwin"] as const),
]);

/** What a change of the generator must not lose: actions below 1% of all steps, and too few steps with an effect. */
export function shortfalls({ actions, steps, effective }: Tally): string[] {
  const few = Object.entries(actions).flatMap(([kind, row]) => {
    const share = row.effective / steps;
    if (share >= 0.01 || RARE.has(kind as EventKind)) return [];
    return [`${kind} has an effect in ${(100 * share).toFixed(2)}% of all steps`];
  });
  const share = effective / steps;
  return share >= 0.6 ? few : [...few, `only ${(100 * share).toFixed(1)}% of all steps have an effect`];
}
