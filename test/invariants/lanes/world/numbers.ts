// Every number compared after every step: where a chain's contracts show it, and what the model has.
import type { View } from "../chain/chain.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CHAIN_OF, CHAINS, type ChainName, LANES } from "../chain/peers.ts";
import { word } from "../chain/steps.ts";
import { l1Parts } from "./numbers-l1.ts";
import { l2Parts } from "./numbers-l2.ts";
import type { Part } from "./part.ts";
import type { World } from "./world.ts";

export type ChainNumbers = Readonly<{
  views: readonly View[];
  names: readonly string[];
  of(world: World): bigint[];
  /** The same as the player hashes them. */
  words(world: World): string;
  /** The indices of what fast messages may change. */
  fast: ReadonlySet<number>;
}>;

export type Numbers = Readonly<Record<ChainName, ChainNumbers>>;

export function createNumbers(addresses: Addresses): Numbers {
  const parts: Record<ChainName, Part[]> = { l1: l1Parts(addresses), op: [], arb: [] };
  for (const lane of LANES) parts[CHAIN_OF[lane]] = l2Parts(lane, addresses);
  return Object.fromEntries(CHAINS.map((name) => [name, numbersOf(parts[name])])) as Numbers;
}

function numbersOf(parts: readonly Part[]): ChainNumbers {
  const names = parts.flatMap((part) => part.names);
  const fast = parts.flatMap((part) => part.names.map(() => part.isFast === true));
  return {
    views: parts.map((part) => part.view),
    names,
    of: (world) => parts.flatMap((part) => part.of(world)),
    words: (world) =>
      parts
        .map((part) =>
          part
            .of(world)
            .map((value) => word(value))
            .join(""),
        )
        .join(""),
    fast: new Set(fast.flatMap((isFast, index) => (isFast ? [index] : []))),
  };
}
