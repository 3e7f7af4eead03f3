import type { LaneRewards } from "@cseth/shared/messages/report";
import { CsethError } from "../domain/errors.ts";
import type { OracleContext } from "./context.ts";
import type { Frame } from "./frames.ts";

/**
 * What a frame's report says of each lane's rewards. Every report lists every lane that has any, so that a lane which
 * missed an update has all with the next one.
 * @throws ORACLE_REWARDS_BEYOND_ESCROW
 */
export async function laneRewardsFor({
  sources: { rewards, view },
  frame,
}: {
  sources: Pick<OracleContext, "rewards" | "view">;
  frame: Frame;
}): Promise<readonly LaneRewards[]> {
  const sets = await rewards.setsFor(frame.number);
  if (sets.length === 0) return [];
  const { escrowed, fundedTotals } = await view.fees(sets.map(({ laneId }) => laneId));
  const needed = sets.reduce((sum, { laneId, rewardsTotal }) => {
    const missing = rewardsTotal - (fundedTotals.get(laneId) ?? 0n);
    return missing > 0n ? sum + missing : sum;
  }, 0n);
  if (needed > escrowed) throw beyondEscrow(frame, needed, escrowed);
  return sets.map(({ laneId, rewardsRoot, rewardsTotal }) => ({ laneId, rewardsRoot, rewardsTotal }));
}

/** L1 would not fund it, and leave the lanes the roots they have: better nobody signs it. */
function beyondEscrow(frame: Frame, needed: bigint, escrowed: bigint): CsethError {
  return new CsethError({
    code: "ORACLE_REWARDS_BEYOND_ESCROW",
    retry: "backoff",
    message: `frame ${frame.number} would root ${needed} fee shares, but L1 holds ${escrowed} for operators`,
    fix: "Compare `cseth oracle rewards` with another L1 node: this one shows fees twice or not all that were funded.",
    context: { frame: frame.number, needed, escrowed },
  });
}
