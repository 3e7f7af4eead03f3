// The oracle stores and logs a report's hash only; the report itself stands in the calldata of its submission.
import { decodeFunctionData, type Hex, toFunctionSelector } from "viem";
import { iReportOracleAbi } from "../abi/IReportOracle.ts";
import { type Report, reportHash } from "./report.ts";

const submitReport = iReportOracleAbi.find((item) => item.type === "function" && item.name === "submitReport");
const SELECTOR = toFunctionSelector(submitReport as NonNullable<typeof submitReport>).slice(2);

/**
 * The report with this hash (of `ReportSubmitted`) that a transaction's calldata holds, or undefined.
 *
 * Calldata straight to the oracle begins with the call; through a Safe, a multicall or another wrapper it stands
 * somewhere inside. Nothing found is trusted before its hash is right. A contract that composes the report itself
 * leaves no trace here: then a call trace, or rebuilding the report from the chains, is what remains.
 */
export function reportFromCalldata({ calldata, hash }: { calldata: Hex; hash: Hex }): Report | undefined {
  const digits = calldata.slice(2).toLowerCase();
  for (let at = digits.indexOf(SELECTOR); at >= 0; at = digits.indexOf(SELECTOR, at + 1)) {
    if (at % 2 === 1) continue;
    const report = decodeSubmission(`0x${digits.slice(at)}`);
    if (report && reportHash(report) === hash.toLowerCase()) return report;
  }
  return undefined;
}

function decodeSubmission(data: Hex): Report | undefined {
  try {
    const call = decodeFunctionData({ abi: iReportOracleAbi, data });
    return call.functionName === "submitReport" ? call.args[0] : undefined;
  } catch {
    // The four bytes stood there by chance.
    return undefined;
  }
}
