import { firstBlockSince } from "../chain/block-search.ts";
import type { ChainClient } from "../chain/client.ts";
import type { History } from "../registry/history.ts";
import { borderOf } from "./borders.ts";
import { buildBook, type LanePayout, leafSetOf, leafSetsOf, type Standing } from "./build.ts";
import type { LeafSet } from "./leaf-set.ts";

export type Rewards = {
  /**
   * What the report of this frame says of each lane's rewards, all leaves included; none before the first border. Only
   * for a frame whose reference slot is final.
   */
  setsFor: (frame: bigint) => Promise<readonly LeafSet[]>;
  /** The same for one lane, whatever is known of the others; undefined before the first border. */
  setFor: (frame: bigint, lane: LanePayout) => Promise<LeafSet | undefined>;
};

/** What is known of a border; its sets once they were asked for. */
type Built = Readonly<{ standing: Standing }> & { sets?: readonly LeafSet[] };

/** So many borders stay in memory. */
const KEPT = 4;

/** Builds rewards from L1's logs and headers alone, so that every member, and anyone else, gets the same. */
export function createRewards({
  history,
  client,
  refTimeOf,
  rewardFrames,
  lanes,
}: {
  history: History;
  /** L1. */
  client: ChainClient;
  /** Reference time of a frame, seconds. */
  refTimeOf: (frame: bigint) => bigint;
  /** From one border to the next. */
  rewardFrames: bigint;
  lanes: readonly LanePayout[];
}): Rewards {
  const built = new Map<bigint, Promise<Built>>();
  const references = new Map<bigint, bigint>();

  async function referenceBlock(frame: bigint): Promise<bigint> {
    const known = references.get(frame);
    if (known !== undefined) return known;
    const block = (await firstBlockSince({ client, time: refTimeOf(frame) + 1n })) - 1n;
    references.set(frame, block);
    return block;
  }

  async function build(border: bigint): Promise<Built> {
    const block = await referenceBlock(border);
    const facts = await history.upTo(block);
    return { standing: { ...(await buildBook({ facts, referenceBlock })), frame: border, block } };
  }

  async function builtFor(frame: bigint): Promise<Built | undefined> {
    const border = borderOf(frame, rewardFrames);
    if (border === 0n) return undefined;
    const known = built.get(border);
    if (known) return known;
    const building = build(border);
    built.set(border, building);
    for (const old of [...built.keys()].slice(0, -KEPT)) built.delete(old);
    // A failure is not remembered; whoever asked hears of it from the promise itself.
    building.catch(() => built.delete(border));
    return building;
  }

  return {
    setsFor: async (frame) => {
      const border = await builtFor(frame);
      if (!border) return [];
      border.sets ??= leafSetsOf({ ...border.standing, lanes });
      return border.sets;
    },
    setFor: async (frame, lane) => {
      const border = await builtFor(frame);
      return border && leafSetOf({ ...border.standing, lane });
    },
  };
}
