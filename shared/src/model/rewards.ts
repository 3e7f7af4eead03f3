import type { Shares } from "../units/quantity.ts";
import { ModelError } from "./errors.ts";
import type { LaneL1, LaneRewards } from "./lane-l1-state.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import { balanceOf, debit } from "./ledger.ts";
import type { Core } from "./state.ts";
import { ACCOUNT } from "./state.ts";

/**
 * Moves fee shares from escrow to K up to the report's cumulative total. False, and nothing moved, when the escrow is
 * short: then the root stays behind too, so that no root is ever ahead of its shares (REW-1).
 */
export function fundRewards(core: Core, lane: LaneL1, total: Shares): boolean {
  if (total <= lane.fundedTotal) return true;
  const shares = total - lane.fundedTotal;
  if (shares > balanceOf(core, ACCOUNT.operatorFees)) return false;
  debit(core, ACCOUNT.operatorFees, shares);
  lane.locked += shares;
  lane.fundedTotal = total;
  return true;
}

/** L2's half: mints up to the cumulative total that was funded, and takes the root if it is of a newer frame. */
export function receiveRewards(
  lane: LaneL2,
  { fundedTotal, rewards }: { fundedTotal: Shares; rewards: LaneRewards | null },
): Shares {
  const funded = fundedTotal > lane.fundedTotal ? fundedTotal - lane.fundedTotal : 0n;
  lane.supply += funded;
  lane.fundedTotal += funded;
  lane.rewards.held += funded;
  if (rewards !== null && rewards.frame > lane.rewards.frame) {
    lane.rewards.frame = rewards.frame;
    lane.rewards.leaves = rewards.leaves;
  }
  return funded;
}

/** Pays an operator what its leaf says beyond what it was ever paid; anyone may ask. The supply stays as it is. */
export function claimReward(lane: LaneL2, input: { operator: string }): { paid: Shares; recipient: string } {
  const { rewards } = lane;
  const leaf = rewards.leaves.find(({ operator }) => operator === input.operator);
  const claimed = rewards.claimed[input.operator] ?? 0n;
  if (leaf === undefined || leaf.cumulative <= claimed) throw new ModelError("NotClaimable", { claimed });
  const paid = leaf.cumulative - claimed;
  if (paid > rewards.held) throw new ModelError("InsufficientBalance", { paid, held: rewards.held });
  rewards.held -= paid;
  rewards.claimed[input.operator] = leaf.cumulative;
  return { paid, recipient: leaf.recipient };
}
