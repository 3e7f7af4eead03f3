import { splitOperatorId } from "@cseth/shared/messages/ids";
import { addFrame, EMPTY_BOOK, type RewardBook, rewardsOf } from "@cseth/shared/rewards/book";
import type { Address } from "viem";
import { CsethError } from "../domain/errors.ts";
import type { Fact } from "../registry/facts.ts";
import { createRosterFold, type Operator, type Roster, stakesOf } from "../registry/roster.ts";
import { createLeafSet, type LeafSet } from "./leaf-set.ts";

/** Where a lane's operators are paid. */
export type LanePayout = Readonly<{ laneId: number; chainId: number; distributor: Address }>;

/** Last block of L1 at or before a frame's reference time. */
export type ReferenceBlock = (frame: bigint) => Promise<bigint>;

/** What a border's leaf sets are made of. */
export type Standing = Readonly<{ book: RewardBook; roster: Roster; frame: bigint; block: bigint }>;

/**
 * Who has earned what by the facts given: each report's fee shares are divided by the stakes at that report's own
 * reference block. Reports that landed after the facts end are not in it yet: the next root has them.
 */
export async function buildBook({
  facts,
  referenceBlock,
}: {
  facts: readonly Fact[];
  referenceBlock: ReferenceBlock;
}): Promise<{ book: RewardBook; roster: Roster }> {
  const fold = createRosterFold();
  let applied = 0;
  const followTo = (isWithin: (fact: Fact) => boolean): void => {
    for (let fact = facts[applied]; fact && isWithin(fact); fact = facts[applied]) {
      fold.apply(fact);
      applied += 1;
    }
  };
  let book = EMPTY_BOOK;
  for (const fact of facts) {
    if (fact.kind !== "fees-minted") continue;
    // Frames ascend, so their reference blocks do, and each is before the block of its report.
    const reference = await referenceBlock(fact.frame);
    followTo(({ block }) => block <= reference);
    book = addFrame(book, { feeShares: fact.shares, stakes: stakesOf(fold.roster) });
  }
  followTo(() => true);
  return { book, roster: fold.roster };
}

/**
 * A leaf set for every lane whose operators have earned anything.
 * @throws REWARDS_LANE_UNKNOWN when a lane is not configured here: its root could not be built, so none may be signed
 */
export function leafSetsOf({ lanes, ...standing }: Standing & { lanes: readonly LanePayout[] }): readonly LeafSet[] {
  const { earned } = standing.book;
  const laneIds = new Set([...earned.keys()].map((operatorId) => splitOperatorId(operatorId).laneId));
  return [...laneIds].sort((a, b) => a - b).map((laneId) => leafSetOf({ ...standing, lane: payoutOf(lanes, laneId) }));
}

/** One lane's leaf set; it has no leaf while none of its operators has earned anything. */
export function leafSetOf({ lane, book, roster, frame, block }: Standing & { lane: LanePayout }): LeafSet {
  const { operators } = rewardsOf(book, (operatorId) => splitOperatorId(operatorId).laneId === lane.laneId);
  const leaves = operators.map(({ operatorId, cumulativeShares }) => {
    return { operatorId, recipient: operatorOf(roster, operatorId).recipient, cumulativeShares };
  });
  return createLeafSet({ ...lane, frame, block, leaves });
}

function payoutOf(lanes: readonly LanePayout[], laneId: number): LanePayout {
  const payout = lanes.find((lane) => lane.laneId === laneId);
  if (payout) return payout;
  throw new CsethError({
    code: "REWARDS_LANE_UNKNOWN",
    retry: "never",
    message: `operators of lane ${laneId} have earned rewards, but the lane is not configured`,
    fix: "Add the lane to lanes, with its chainId and deployments.",
    context: { laneId },
  });
}

/** An operator without registration cannot have validators: L1's facts would be incomplete. */
function operatorOf({ operators }: Roster, operatorId: bigint): Operator {
  const operator = operators.get(operatorId);
  if (operator) return operator;
  throw new CsethError({
    code: "REWARDS_OPERATOR_UNKNOWN",
    retry: "backoff",
    message: `operator ${operatorId} has earned rewards, but no node shows its registration`,
    fix: "Set l1.startBlock to the block of the deployment or before; if it is, an L1 node misses logs.",
    context: { operatorId },
  });
}
