// A chain and a world that agree, from where every sequence begins.
import { applyToCore } from "../../../shared/src/model/events.ts";
import { type Seconds, WAD } from "../../../shared/src/units/quantity.ts";
import { type Chain, createChain } from "./chain.ts";
import type { Event } from "./events.ts";
import { createNumbers, type Numbers } from "./numbers.ts";
import { describe, playOnChain, playOnModel } from "./play.ts";
import type { Setup } from "./setup.ts";
import { createWorld, type World } from "./world.ts";

export type Arena = {
  readonly chain: Chain;
  readonly numbers: Numbers;
  readonly beginning: World;
  /** Of the chain as it is at the beginning; a revert uses it up. */
  snapshot: `0x${string}`;
};

/**
 * What has happened before. `gains`: validators, users on both layers, netted, forwarded and waiting unstakers, gains in
 * hand, and two StateUpdates on their way, of which the older one carries a settlement. `loss`: the same, and the older
 * one tells of a loss that lowered the rate.
 */
export type Past = "none" | "gains" | "loss";

export async function createArena(input: { setup: Setup; past: Past }): Promise<Arena> {
  let numbers: Numbers | undefined;
  const chain = await createChain({
    setup: input.setup,
    views: (addresses) => {
      numbers = createNumbers(addresses);
      return numbers.views;
    },
  });
  if (numbers === undefined) throw new TypeError("createChain asks for the views");
  const beginning = createWorld(input.setup, chain.deployedAt);
  if (input.past !== "none") await grow(chain, numbers, beginning, input.past === "loss");
  return { chain, numbers, beginning, snapshot: await chain.snapshot() };
}

const STAKED = 3_000n * WAD;

async function grow(chain: Chain, numbers: Numbers, world: World, fall: boolean): Promise<void> {
  const day = world.setup.params.frameSeconds;
  await mustAgree(chain, numbers, world, beforeValidators(day));
  applyToCore(world.core, "topUp", { amount: STAKED });
  await chain.activate(STAKED);
  await mustAgree(chain, numbers, world, withValidators(day, fall));
}

function beforeValidators(day: Seconds): Event[] {
  return [
    { kind: "deposit", user: "1", amount: 2_000n * WAD, minShares: 0n },
    { kind: "deposit", user: "2", amount: 1_500n * WAD + 1n, minShares: 0n },
    { kind: "deposit", user: "3", amount: 600n * WAD + 7n, minShares: 0n },
    { kind: "stake", user: "1", amount: 200n * WAD, minShares: 0n },
    { kind: "stake", user: "2", amount: 91n * WAD + 13n, minShares: 0n },
    { kind: "wait", seconds: day / 2n },
    { kind: "closeBatch" },
    { kind: "land", batch: 0 },
    { kind: "requestUnstake", user: "1", shares: 15n * WAD },
    { kind: "request", user: "2", shares: 5n * WAD },
    { kind: "wait", seconds: day / 2n },
  ];
}

function withValidators(day: Seconds, fall: boolean): Event[] {
  const report = { kind: "report", frames: 1, withdrawn: 0n, execution: 0n, provisions: 0n, covered: 0n } as const;
  const rewards = { more: 1_000n, inflated: false };
  const later = { ...report, processed: 0n, operatorFeeBps: 200n, rewards } as const;
  return [
    {
      ...report,
      consensus: STAKED + 12n * WAD,
      processed: STAKED,
      operatorFeeBps: 300n,
      finalizeUpTo: 0,
      rewards: null,
    },
    { kind: "pushStateUpdate" },
    { kind: "deliver", update: 0 },
    { kind: "net" },
    { kind: "requestUnstake", user: "1", shares: 100n * WAD },
    { kind: "requestUnstake", user: "2", shares: 30n * WAD + 1n },
    { kind: "wait", seconds: day / 12n },
    { kind: "forward" },
    { kind: "closeBatch" },
    { kind: "land", batch: 1 },
    { kind: "wait", seconds: day - day / 12n },
    { ...later, consensus: STAKED + (fall ? -15n : 13n) * WAD, finalizeUpTo: 2 },
    { kind: "pushStateUpdate" },
    { kind: "requestUnstake", user: "2", shares: 3n * WAD },
    { kind: "requestUnstake", user: "1", shares: 7n * WAD },
    { kind: "wait", seconds: day },
    { ...later, consensus: STAKED + (fall ? -10n : 15n) * WAD, finalizeUpTo: 2 },
    { kind: "pushStateUpdate" },
  ];
}

async function mustAgree(chain: Chain, numbers: Numbers, world: World, events: readonly Event[]): Promise<void> {
  const played = events.map((event, position) => playOnModel({ world, event, position, chain, numbers }));
  const difference = await playOnChain({ chain, numbers, played: played.filter((each) => each !== null) });
  if (difference !== null) throw new TypeError(`the beginning differs: ${describe(difference)}`);
  const refused = played.find((each) => each !== null && "error" in each.performed.expected);
  if (refused) throw new TypeError(`the beginning was refused: ${JSON.stringify(refused.performed.expected)}`);
}
