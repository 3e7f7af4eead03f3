import { addFrame, EMPTY_BOOK, rewardsOf as earnedBy, type RewardBook } from "../rewards/book.ts";
import type { Shares } from "../units/quantity.ts";
import type { LaneRewards } from "./lane-l1-state.ts";
import type { Rng } from "./rng.ts";
import type { Core } from "./state.ts";

/** Operators of the lanes, what they earn by the rule that oracle members use, and what reports say of it. */
export type RewardsDriver = Readonly<{
  /** A report has minted these fee shares for operators. */
  reported(feeShares: Shares): void;
  /** What the newest report says of a lane's rewards: mostly the truth. */
  rewardsOf(laneId: number, fundedTotal: Shares): LaneRewards | undefined;
}>;

const OPERATORS_PER_LANE = 3;
const ROOT_FRAMES = 7;

export function createRewardsDriver(input: {
  rng: Rng;
  core: Core;
  laneIds: readonly number[];
  count: (name: string) => void;
}): RewardsDriver {
  const { rng, core, laneIds, count } = input;
  const operators = laneIds.flatMap((laneId) =>
    Array.from({ length: OPERATORS_PER_LANE }, (_, index) => ({ laneId, id: BigInt(10 * laneId + index) })),
  );
  let book: RewardBook = EMPTY_BOOK;
  let rooted: RewardBook = EMPTY_BOOK;

  function reported(feeShares: Shares): void {
    const stakes = operators.map(({ id }) => ({
      operatorId: id,
      stakeGwei: BigInt(rng.below(400)) * 32_000_000_000n,
      feeBps: BigInt(200 + rng.below(301)),
    }));
    book = addFrame(book, { feeShares, stakes });
    if (core.frame % ROOT_FRAMES === 0) rooted = book;
  }

  function rewardsOf(laneId: number, fundedTotal: Shares): LaneRewards | undefined {
    const { total, operators: earned } = earnedBy(rooted, (id) => id / 10n === BigInt(laneId));
    if (total === 0n) return undefined;
    const leaves = earned.map(({ operatorId, cumulativeShares }) => {
      return { operator: `${operatorId}`, recipient: `${operatorId}`, cumulative: cumulativeShares };
    });
    const truth = { frame: core.frame, total, leaves };
    const roll = rng.below(1_000);
    if (roll < 20) return lie("beyond the escrow", { ...truth, total: fundedTotal + 1_000_000n * 10n ** 18n });
    if (roll < 35) return lie("leaves above their total", { ...truth, leaves: scaled(leaves, 2n, 1n) });
    if (roll < 50) return lie("that fall", { ...truth, total: total / 2n, leaves: scaled(leaves, 1n, 2n) });
    return truth;
  }

  function lie(what: string, rewards: LaneRewards): LaneRewards {
    count(`rewards ${what}`);
    return rewards;
  }

  return { reported, rewardsOf };
}

function scaled(leaves: LaneRewards["leaves"], times: bigint, per: bigint): LaneRewards["leaves"] {
  return leaves.map((leaf) => ({ ...leaf, cumulative: (leaf.cumulative * times) / per }));
}
