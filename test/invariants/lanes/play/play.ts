// Plays one sequence on the model and on the chains, and finds the first difference.
import type { Hex } from "viem";
import type { Chain, Shown } from "../chain/chain.ts";
import { errorName, errorSelector } from "../chain/contract-errors.ts";
import type { Addresses, Chains } from "../chain/deploy.ts";
import { CHAINS, type ChainName } from "../chain/peers.ts";
import { nextDigest, type Outcome, packStep } from "../chain/steps.ts";
import { type Expected, type Performed, perform } from "../perform/perform.ts";
import type { Event } from "../world/events.ts";
import type { Numbers } from "../world/numbers.ts";
import type { World } from "../world/world.ts";

/** Three chains and a world that agree, from where every sequence begins. */
export type Arena = {
  readonly chains: Chains;
  readonly addresses: Addresses;
  readonly numbers: Numbers;
  readonly beginning: World;
  /** Numbers and digest of each chain at the beginning. */
  words: Record<ChainName, string>;
  digests: Record<ChainName, string>;
  /** Brings a chain back to the beginning. */
  reset(name: ChainName): Promise<void>;
  /** Makes the beginning of what the chains are now. */
  settle(): Promise<void>;
};

/** One event's call: what its chain must do and show. */
export type Played = Readonly<{
  event: Event;
  /** Place of the event in its sequence. */
  position: number;
  time: bigint;
  performed: Performed;
  packed: string;
  /** All numbers of its chain afterwards, and what the player must have hashed by then. */
  words: string;
  digest: string;
  /** Whether any of the numbers has changed. */
  changed: boolean;
}>;

export type Difference = Readonly<{ position: number; event: Event; what: string; model: string; contract: string }>;

/** What has been played on the model, and what each chain has to show for it. */
export type Tape = Readonly<{
  played: Played[];
  words: Record<ChainName, string>;
  digests: Record<ChainName, string>;
}>;

export function createTape(arena: Arena): Tape {
  return { played: [], words: { ...arena.words }, digests: { ...arena.digests } };
}

/** Performs an event on the model; null where it makes no call. */
export function playOnModel(arena: Arena, world: World, tape: Tape, event: Event, position: number): Played | null {
  const performed = perform(world, event, arena.addresses);
  if (performed === null) return null;
  const { chain } = performed;
  const words = arena.numbers[chain].words(world);
  const outcome = outcomeOf(performed.expected);
  const digest = nextDigest(tape.digests[chain], outcome, words);
  const changed = tape.words[chain] !== words;
  const packed = packStep(performed.step, outcome);
  const played = { event, position, time: world.now, performed, packed, words, digest, changed };
  tape.words[chain] = words;
  tape.digests[chain] = digest;
  tape.played.push(played);
  return played;
}

function outcomeOf(expected: Expected): Outcome {
  if ("error" in expected) return { success: false, selector: errorSelector(expected.error) };
  return { success: true, returned: expected.returned };
}

/**
 * Makes each chain's calls there, one transaction per point in time, and compares one digest. Where it differs the chain
 * plays them again and tells all its numbers. No chain sees another: nothing but messages joins them.
 */
export async function playOnChains(arena: Arena, played: readonly Played[]): Promise<Difference | null> {
  const differences = await Promise.all(
    CHAINS.map((name) => {
      const own = played.filter(({ performed }) => performed.chain === name);
      return playOnChain(arena, arena.chains[name], own);
    }),
  );
  const found = differences.filter((each) => each !== null).sort((a, b) => a.position - b.position);
  return found[0] ?? null;
}

async function playOnChain(arena: Arena, chain: Chain, played: readonly Played[]): Promise<Difference | null> {
  const last = played.at(-1);
  if (last === undefined) return null;
  await arena.reset(chain.name);
  try {
    for (const slice of slicesOf(played)) {
      await chain.play(slice[0]?.time ?? 0n, packedOf(slice));
    }
    if ((await chain.digest()) === last.digest) return null;
  } catch {
    // A transaction that fails as a whole says nothing of its steps.
  }
  await arena.reset(chain.name);
  for (const slice of slicesOf(played)) {
    const shown = await chain.show(slice[0]?.time ?? 0n, packedOf(slice)).catch(() => []);
    for (const [index, each] of slice.entries()) {
      const one = shown[index];
      const difference = one === undefined ? missing(each) : compare(each, one, arena);
      if (difference !== null) return difference;
    }
  }
  return { ...missing(last), what: "the digest", model: last.digest, contract: "another, of the same numbers" };
}

/** Calls at one point in time. */
function slicesOf(played: readonly Played[]): Played[][] {
  const slices: Played[][] = [];
  for (const each of played) {
    const latest = slices.at(-1);
    if (latest?.[0]?.time === each.time) latest.push(each);
    else slices.push([each]);
  }
  return slices;
}

function packedOf(slice: readonly Played[]): string {
  return slice.map(({ packed }) => packed).join("");
}

function missing({ position, event }: Played): Difference {
  return { position, event, what: "the transaction", model: "ran", contract: "reverted" };
}

function compare(played: Played, shown: Shown, { numbers }: Arena): Difference | null {
  const { position, event, performed, words } = played;
  const { expected, chain } = performed;
  const differ = (what: string, model: string, contract: string) => ({ position, event, what, model, contract });
  const result = compareResult(expected, shown);
  if (result !== null) return differ(...result);
  for (const [index, name] of numbers[chain].names.entries()) {
    const [ours, theirs] = [wordAt(words, index), wordAt(shown.words, index)];
    if (theirs !== ours) return differ(`${name} on ${chain}`, `${ours}`, `${theirs}`);
  }
  return null;
}

function compareResult(expected: Expected, { success, result }: Shown): [string, string, string] | null {
  if ("error" in expected) {
    const theirs = success ? "success" : errorName(result);
    return theirs === expected.error ? null : ["the refusal", expected.error, theirs];
  }
  if (!success) return ["the call", "success", errorName(result)];
  const differs = expected.returned !== null && result !== expected.returned;
  return differs ? ["the returned value", expected.returned as Hex, result] : null;
}

export function wordAt(words: string, index: number): bigint {
  return BigInt(`0x${words.slice(64 * index, 64 * index + 64) || "0"}`);
}

export function describe({ position, event, what, model, contract }: Difference): string {
  return `step ${position} (${event.kind}): ${what} is ${model} in the model, ${contract} in the contracts`;
}
