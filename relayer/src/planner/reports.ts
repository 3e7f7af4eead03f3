import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import { envelopeBytes } from "@cseth/shared/messages/envelope";
import type { Report } from "@cseth/shared/messages/report";
import { stateUpdateBytes } from "@cseth/shared/messages/state-update-message";
import { reportFromCalldata } from "@cseth/shared/messages/submitted-report";
import { params } from "@cseth/shared/params";
import { encodeFunctionData, type Hash, numberToHex } from "viem";
import { CsethError } from "../domain/errors.ts";
import { type Lane, laneName } from "./lane.ts";
import type { DueStep } from "./pursue.ts";
import type { L1View } from "./view.ts";

const NO_REPORT = `0x${"00".repeat(32)}`;

/**
 * The report of a frame, from the calldata of its submission, as the chain's own hash of it proves; undefined while
 * the indexer has not stored its event.
 * @throws PLANNER_REPORT_UNREADABLE when its submission does not hold it
 */
export async function readReport({ l1, ...lane }: Lane, frame: bigint): Promise<Report | undefined> {
  const { client, addresses, facts } = l1;
  const hash = await client.viem.readContract({
    address: addresses.reportOracle,
    abi: reportOracleAbi,
    functionName: "reportHashOf",
    args: [frame],
  });
  if (hash === NO_REPORT) return undefined;
  const topic = { index: 1, value: numberToHex(frame, { size: 32 }) } as const;
  const [submitted] = await facts.events({ eventName: "ReportSubmitted", address: addresses.reportOracle, topic });
  if (!submitted) return undefined;
  const { input } = await client.viem.getTransaction({ hash: submitted.transactionHash as Hash });
  const report = reportFromCalldata({ calldata: input, hash });
  if (report) return report;
  throw new CsethError({
    code: "PLANNER_REPORT_UNREADABLE",
    retry: "backoff",
    message: `${laneName(lane)}: transaction ${submitted.transactionHash} does not hold the report of frame ${frame}`,
    fix: "It was composed by a contract; push the StateUpdate by hand with the report that the members signed.",
    context: { frame, transaction: submitted.transactionHash, hash },
  });
}

/** The largest StateUpdate there can be: what its carrier's fee does not use comes back in the same transaction. */
export function largestStateUpdate({ stateUpdateGas: [base, perSettlement] }: Pick<L1View, "stateUpdateGas">) {
  const { settlementsMax } = params.mainnet;
  const payloadBytes = envelopeBytes + stateUpdateBytes(Number(settlementsMax));
  return { payloadBytes, gasLimit: base + settlementsMax * perSettlement };
}

/**
 * Sends the lane its StateUpdate. Once per frame, and again while batches are left that found no room.
 * @param value wei for the carrier
 */
export function pushStep(lane: Lane, view: L1View, { report, value }: { report: Report; value: bigint }): DueStep {
  return {
    kind: "push",
    key: `push/${report.frame}/${view.stateUpdateNonce + 1n}`,
    subject: `${laneName(lane)}/push`,
    chainId: lane.l1.client.chainId,
    to: lane.l1.addresses.laneHub,
    data: encodeFunctionData({ abi: laneHubAbi, functionName: "pushStateUpdate", args: [lane.laneId, report] }),
    value,
    abi: [...laneHubAbi, ...liquidStakingCoreAbi],
    seenAt: view.block,
  };
}
