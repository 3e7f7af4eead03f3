import { reportOracleAbi } from "@cseth/shared/abi/ReportOracle";
import type { Report } from "@cseth/shared/messages/report";
import type { PublicClient } from "viem";
import { type Signing, signedReport } from "../../../tools/start/signed-report.ts";
import type { World } from "./world.ts";

/** What submitting a report needs of a world. */
export type Reporting = Pick<World, "depositor"> &
  Signing & { l1: Pick<PublicClient, "getBlock" | "waitForTransactionReceipt"> };

/** Signs the next frame's report and submits it as soon as L1 takes it. */
export async function submitReport(world: Reporting, told: Partial<Report> = {}): Promise<Report> {
  const { report, signatures } = await signedReport(world, told);
  await waitForTime(world.l1, report.refTime);
  const hash = await world.depositor.l1.writeContract({
    address: world.plan.l1("ReportOracle"),
    abi: reportOracleAbi,
    functionName: "submitReport",
    args: [report, signatures],
  });
  await world.l1.waitForTransactionReceipt({ hash });
  return report;
}

async function waitForTime(client: Pick<PublicClient, "getBlock">, time: bigint): Promise<void> {
  for (;;) {
    const { timestamp } = await client.getBlock();
    if (timestamp >= time) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
