import { coreLensAbi } from "@cseth/shared/abi/CoreLens";
import { poolLensAbi } from "@cseth/shared/abi/PoolLens";
import type { L1Addresses, L2Addresses } from "../../config/deployments.ts";
import { CsethError } from "../../domain/errors.ts";
import { cseth, ether } from "./amounts.ts";
import { dateOf, doorText, doorValues } from "./door.ts";
import type { Session } from "./session.ts";
import { batchOnL1, batchText } from "./status-batch.ts";
import type { Outcome } from "./transact.ts";

/** As in IPoolLens.UnstakeStage. */
const LANE_STAGES = ["none", "waiting", "in-open-batch", "in-closed-batch", "on-l1", "payable", "claimed"] as const;
/** As in CoreTypes.RequestStatus. */
const L1_STAGES = ["none", "waiting", "payable", "claimed"] as const;

/** Where an unstake request of a lane is, on either chain. @throws USAGE_UNKNOWN_ID */
export async function unstakeOnLane(
  l1: Session<L1Addresses>,
  lane: Session<L2Addresses> & { laneId: number },
  requestId: bigint,
): Promise<Outcome> {
  const { client, laneId } = lane;
  const lens = { address: lane.lens("PoolLens"), abi: poolLensAbi } as const;
  const request = await client.viem.readContract({ ...lens, functionName: "unstakeRequest", args: [requestId] });
  const stage = LANE_STAGES[request.stage] ?? "none";
  if (stage === "none") throw unknown(requestId, `lane ${laneId}`);
  const { owner, shares, etherAtMost, requestedAt, requestsAhead, etherAhead, forwardableFrom, batchNonce } = request;
  const claimed = stage === "claimed";
  const known = {
    what: "unstake",
    laneId,
    requestId,
    stage,
    shares,
    requestedAt,
    ...(claimed ? {} : { owner, etherAtMost }),
  };
  const title = `request    ${requestId} of lane ${laneId}: ${cseth(shares)}${claimed ? "" : ` of ${owner}, ${ether(etherAtMost)} at most`}, of ${dateOf(requestedAt)}`;
  if (stage === "waiting") {
    const net = await client.viem.readContract({ ...lens, functionName: "netting" });
    return {
      values: { ...known, requestsAhead, etherAhead, forwardableFrom, net: doorValues(net) },
      text: [
        title,
        `stage      waiting behind ${requestsAhead} requests with ${ether(etherAhead)}`,
        `netting    ${doorText(net)}`,
        `forwarding from ${dateOf(forwardableFrom)} on`,
      ].join("\n"),
    };
  }
  if (stage === "payable") {
    const { etherPayable } = request;
    return {
      values: { ...known, etherPayable },
      text: `${title}\nstage      payable, ${ether(etherPayable)}: cseth unstake --claim ${requestId} --lane ${laneId}`,
    };
  }
  if (claimed) return { values: known, text: `${title}\nstage      claimed` };
  const batch = await batchOnL1(l1, { laneId, batchNonce });
  return {
    values: { ...known, batchNonce, batch },
    text: [
      title,
      `stage      forwarded in batch ${batchNonce}${stage === "in-open-batch" ? ", which is still open" : ""}`,
    ]
      .concat(stage === "in-open-batch" ? [] : batchText(batch))
      .join("\n"),
  };
}

/** Where a withdrawal request of L1 is. @throws USAGE_UNKNOWN_ID */
export async function unstakeOnL1({ client, lens }: Session<L1Addresses>, requestId: bigint): Promise<Outcome> {
  const core = { address: lens("CoreLens"), abi: coreLensAbi } as const;
  const request = await client.viem.readContract({ ...core, functionName: "request", args: [requestId] });
  const stage = L1_STAGES[request.status] ?? "none";
  if (stage === "none") throw unknown(requestId, "L1");
  const { owner, etherAmount, requestsAhead, etherAhead, etherMissing, finalizableFrame, finalizableFrom } = request;
  const known = {
    what: "unstake",
    laneId: 0,
    requestId,
    stage,
    ...(stage === "claimed" ? {} : { owner, etherAmount }),
  };
  if (stage === "claimed") return { values: known, text: `request    ${requestId} of L1\nstage      claimed` };
  const title = `request    ${requestId} of L1: ${ether(etherAmount)} of ${owner}`;
  if (stage === "payable") {
    return { values: known, text: `${title}\nstage      payable: cseth unstake --claim ${requestId} --l1` };
  }
  return {
    values: { ...known, requestsAhead, etherAhead, etherMissing, finalizableFrame, finalizableFrom },
    text: [
      title,
      `stage      waiting behind ${requestsAhead} requests with ${ether(etherAhead)}`,
      `finalized  by the report of frame ${finalizableFrame}, of ${dateOf(finalizableFrom)}, at the earliest`,
      `ether      ${etherMissing === 0n ? "is there" : `${ether(etherMissing)} are missing for it and those before it`}`,
    ].join("\n"),
  };
}

function unknown(requestId: bigint, where: string): CsethError {
  return new CsethError({
    code: "USAGE_UNKNOWN_ID",
    retry: "never",
    message: `there is no request ${requestId} on ${where}`,
    fix: "Requests of a lane and of L1 are numbered apart: see --lane and --l1.",
    context: { requestId },
  });
}
