// Who earned which part of operators' fee shares. Every oracle member computes it from the same facts, and so can anyone.
import type { Bps, Shares } from "../units/quantity.ts";

/** What stands behind one operator at one reference slot: validators whose credentials are proven and not gone. */
export type OperatorStake = Readonly<{
  operatorId: bigint;
  /** Ether the protocol has deposited for them, gwei. */
  stakeGwei: bigint;
  /** Base fee and the operator's commission. */
  feeBps: Bps;
}>;

/** Cumulative: every value only grows (REW-2). */
export type RewardBook = Readonly<{
  /** Fee shares ever earned, by operator. */
  earned: ReadonlyMap<bigint, Shares>;
  /** Fee shares that are nobody's yet: what division left over. They are divided with the next frame's. */
  undivided: Shares;
}>;

export const EMPTY_BOOK: RewardBook = { earned: new Map(), undivided: 0n };

/**
 * Operators' part of what a report releases: `⌊Σ stake·fee / Σ stake⌋`, so that each stake pays its own operator's fee.
 * 0 while nothing is staked.
 */
export function operatorFeeBps(stakes: readonly OperatorStake[]): Bps {
  const total = stakes.reduce((sum, { stakeGwei }) => sum + stakeGwei, 0n);
  return total === 0n ? 0n : totalWeight(stakes) / total;
}

/**
 * Divides the fee shares that one frame's report minted, by `stake·fee` at that frame's reference slot:
 * `⌊pool·w/W⌋` each, with what earlier frames left over. What is left now waits for the next frame, so that
 * `Σ earned + undivided` is exactly what reports have ever minted, and no rounding is anybody's to gain.
 */
export function addFrame(
  book: RewardBook,
  { feeShares, stakes }: { feeShares: Shares; stakes: readonly OperatorStake[] },
): RewardBook {
  const pool = book.undivided + feeShares;
  const weight = totalWeight(stakes);
  if (weight === 0n || pool === 0n) return { ...book, undivided: pool };
  const earned = new Map(book.earned);
  let undivided = pool;
  for (const stake of stakes) {
    const part = (pool * weightOf(stake)) / weight;
    if (part === 0n) continue;
    earned.set(stake.operatorId, (earned.get(stake.operatorId) ?? 0n) + part);
    undivided -= part;
  }
  return { earned, undivided };
}

/** What each of some operators has earned, ascending by id, and the sum: of a lane's operators its `rewardsTotal`. */
export function rewardsOf(
  book: RewardBook,
  isCounted: (operatorId: bigint) => boolean,
): { total: Shares; operators: readonly Readonly<{ operatorId: bigint; cumulativeShares: Shares }>[] } {
  const operators = [...book.earned]
    .filter(([operatorId]) => isCounted(operatorId))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operatorId, cumulativeShares]) => ({ operatorId, cumulativeShares }));
  return { total: operators.reduce((sum, { cumulativeShares }) => sum + cumulativeShares, 0n), operators };
}

function weightOf({ stakeGwei, feeBps }: OperatorStake): bigint {
  return stakeGwei * feeBps;
}

function totalWeight(stakes: readonly OperatorStake[]): bigint {
  return stakes.reduce((sum, stake) => sum + weightOf(stake), 0n);
}
