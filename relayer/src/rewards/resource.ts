import { type LeafSet, leafSetText, proofIn } from "./leaf-set.ts";
import type { Rewards } from "./rewards.ts";

const PATH = /^\/v1\/rewards\/(\d{1,5})(?:\/frames\/(\d{1,19}))?(?:\/operators\/(\d{1,20}))?$/;

/**
 * What this member publishes of rewards: `/v1/rewards/{lane}`, a lane's newest leaf set, in `…/operators/{id}` one leaf
 * with its proof; `/v1/rewards/{lane}/frames/{n}…` as the report of frame n rooted it.
 * @returns JSON text; undefined for a path that is not of these, or of a lane, frame or operator without rewards
 */
export async function rewardResource({
  path,
  rewards,
  lastFrame,
}: {
  path: string;
  rewards: Pick<Rewards, "setsFor">;
  /** Last frame reported. */
  lastFrame: () => Promise<bigint>;
}): Promise<string | undefined> {
  const [, laneId, frameText, operatorText] = PATH.exec(path) ?? [];
  if (laneId === undefined) return undefined;
  const last = await lastFrame();
  const frame = frameText === undefined ? last : BigInt(frameText);
  // Of what is not reported, nothing is final.
  if (frame > last) return undefined;
  const set = (await rewards.setsFor(frame)).find((one) => one.laneId === Number(laneId));
  if (!set) return undefined;
  return operatorText === undefined ? leafSetText(set) : proofText(set, BigInt(operatorText));
}

function proofText(set: LeafSet, operatorId: bigint): string | undefined {
  const found = proofIn(set, operatorId);
  if (!found) return undefined;
  const { laneId, chainId, distributor, frame, rewardsRoot } = set;
  const { recipient, cumulativeShares } = found.leaf;
  const answer = { laneId, chainId, distributor, frame: `${frame}`, rewardsRoot, operatorId: `${operatorId}` };
  const leaf = { recipient, cumulativeShares: `${cumulativeShares}`, proof: found.proof };
  return `${JSON.stringify({ ...answer, ...leaf })}\n`;
}
