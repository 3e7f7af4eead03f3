import { iRewardDistributorAbi } from "@cseth/shared/abi/IRewardDistributor";
import { splitOperatorId } from "@cseth/shared/messages/ids";
import { parseEventLogs } from "viem";
import { CsethError } from "../../domain/errors.ts";
import { openRewards, openView } from "../../oracle/open.ts";
import type { LanePayout } from "../../rewards/build.ts";
import { type Claim, claimCall, claimOf, readStanding, type Standing } from "../../rewards/claim.ts";
import type { LeafSet } from "../../rewards/leaf-set.ts";
import { readLeafSet } from "../../rewards/source.ts";
import { EXIT } from "../../telemetry/exitCodes.ts";
import { createOutput } from "../output.ts";
import { cseth, invalid } from "./amounts.ts";
import { openL1, openLane, type UserOptions } from "./session.ts";
import { type SendOptions, transact } from "./transact.ts";

export type ClaimOptions = SendOptions & { from?: string };

/** `cseth operator claim <id>`: proves against the root on chain and has the recorded recipient paid on L2. */
export async function claim(operatorId: bigint, options: ClaimOptions): Promise<number> {
  const { laneId, sequence } = splitOperatorId(operatorId);
  if (laneId === 0 || sequence === 0n) {
    throw invalid(`${operatorId} is no operator`, "Give the number that cseth operator register has answered.");
  }
  const { from } = options;
  const session = await openLane({ ...options, lane: laneId });
  const { client } = session;
  const lane = { laneId, chainId: client.chainId, distributor: session.addresses.rewardDistributor };
  const standing = await readStanding({ client, distributor: lane.distributor, operatorId });
  const { frame } = standing;
  const set = await (from === undefined ? rebuild(options, lane, frame) : readLeafSet({ from, laneId, frame }));
  const due = claimOf({ set, standing, operatorId });
  const expected = expectationOf(lane, standing, due);
  if (due.payableShares === 0n) {
    createOutput(options).answer({ sent: false, ...expected.values }, `${expected.text}\nnothing is left to claim`);
    return EXIT.ok;
  }
  return transact({
    session,
    options,
    intent: claimCall({ claim: due, distributor: lane.distributor }),
    expected,
    outcome: ({ logs }) => {
      const events = parseEventLogs({ abi: iRewardDistributorAbi, eventName: "RewardClaimed", logs: logs as never });
      const { recipient = due.recipient, shares = 0n } = events[0]?.args ?? {};
      return { values: { operatorId, recipient, paidShares: shares }, text: `paid ${cseth(shares)} to ${recipient}` };
    },
  });
}

/** The leaf set that the report of a frame must have rooted, from L1 alone. @throws REWARDS_* */
async function rebuild(options: UserOptions, lane: LanePayout, frame: bigint): Promise<LeafSet> {
  const { client, chain, addresses, logger, rewardFrames } = await openL1(options);
  const view = await openView({ client, reportOracle: addresses.reportOracle });
  const { rewards } = openRewards({ chain, rewardFrames, view, client, lanes: [lane], logger });
  const set = await rewards.setFor(frame, lane);
  if (set) return set;
  throw new CsethError({
    code: "REWARDS_BEFORE_FIRST_BORDER",
    retry: "never",
    message: `the report of frame ${frame} rooted rewards, but no report before frame ${rewardFrames} may`,
    fix: "Oracle members have rooted what they should not: tell everyone.",
    context: { frame },
  });
}

function expectationOf({ laneId, distributor }: LanePayout, { root, frame, claimedShares }: Standing, due: Claim) {
  const { operatorId, recipient, cumulativeShares, payableShares, proof } = due;
  const place = { operatorId, laneId, distributor, rewardsRoot: root, rewardsFrame: frame };
  return {
    values: { ...place, recipient, cumulativeShares, claimedShares, payableShares, proof },
    text: [
      `claim      ${cseth(payableShares)} of operator ${operatorId}`,
      `earned     ${cseth(cumulativeShares)}, of which ${cseth(claimedShares)} are paid`,
      `recipient  ${recipient}`,
      `root       ${root}, of the report of frame ${frame}`,
    ].join("\n"),
  };
}
