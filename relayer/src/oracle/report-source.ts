import { iLiquidStakingCoreAbi } from "@cseth/shared/abi/ILiquidStakingCore";
import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { type Report, reportHash } from "@cseth/shared/messages/report";
import { reportFromCalldata } from "@cseth/shared/messages/submitted-report";
import { type Address, decodeEventLog, encodeEventTopics, type Hash, type Hex, parseEventLogs } from "viem";
import { firstBlockSince } from "../chain/block-search.ts";
import type { ChainClient } from "../chain/client.ts";
import { readHeader } from "../chain/heads.ts";
import { createLogReader, type MinedLog } from "../chain/logReader.ts";
import { CsethError } from "../domain/errors.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { OracleContext } from "./context.ts";
import { type Frame, frameOf } from "./frames.ts";
import { rebuildReport, reportWithoutValidators } from "./report.ts";

export type Submission = { frame: bigint; reportHash: Hex; transactionHash: Hash; blockNumber: bigint };

const TOPIC = encodeEventTopics({ abi: iReportOracleAbi, eventName: "ReportSubmitted" })[0] as Hex;

type Trace = { to?: Address; input: Hex; calls?: readonly Trace[] };

/**
 * The full report behind a `ReportSubmitted` event: from the transaction's calldata; if it came through a contract
 * that composed it, from a trace of its calls; else rebuilt from what the core logged. Whichever it is, its hash is
 * checked, so any node may be asked.
 * @throws ORACLE_REPORT_UNRECOVERABLE
 */
export async function readSubmittedReport({
  client,
  frame,
  submission: { reportHash: hash, transactionHash },
}: {
  client: ChainClient;
  frame: Frame;
  submission: Pick<Submission, "reportHash" | "transactionHash">;
}): Promise<Report> {
  const { input } = await client.viem.getTransaction({ hash: transactionHash });
  const report =
    reportFromCalldata({ calldata: input, hash }) ??
    (await fromTrace(client, transactionHash, hash)) ??
    (await fromEvents({ client, frame, transactionHash, hash }));
  if (report) return report;
  throw new CsethError({
    code: "ORACLE_REPORT_UNRECOVERABLE",
    retry: "backoff",
    message: `${client.name}: transaction ${transactionHash} does not show the report ${hash}`,
    fix: "Use an L1 node that answers debug_traceTransaction, or rebuild it with `cseth oracle report`.",
    context: { transactionHash, reportHash: hash },
  });
}

async function fromTrace(client: ChainClient, transaction: Hash, hash: Hex): Promise<Report | undefined> {
  try {
    const params = [transaction, { tracer: "callTracer" }];
    return inTrace((await client.request({ method: "debug_traceTransaction", params })) as Trace, hash);
  } catch (error) {
    // Most public nodes do not trace; the caller says what is left.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function inTrace({ input, calls = [] }: Trace, hash: Hex): Report | undefined {
  const here = reportFromCalldata({ calldata: input, hash });
  if (here) return here;
  for (const call of calls) {
    const beneath = inTrace(call, hash);
    if (beneath) return beneath;
  }
  return undefined;
}

async function fromEvents({
  client,
  frame,
  transactionHash,
  hash,
}: {
  client: ChainClient;
  frame: Frame;
  transactionHash: Hash;
  hash: Hex;
}): Promise<Report | undefined> {
  const { logs } = await client.viem.getTransactionReceipt({ hash: transactionHash });
  const events = parseEventLogs({ abi: iLiquidStakingCoreAbi, logs });
  const [finalizeUpTo = 0n] = events.flatMap((event) => {
    if (event.eventName === "WithdrawalsFinalized") return [event.args.toId];
    return event.eventName === "FinalizationDeferred" ? [event.args.upTo] : [];
  });
  const template = reportWithoutValidators({ frame, finalizeUpTo });
  return rebuildReport({ template, matches: (candidate) => reportHash(candidate) === hash });
}

/** The report before a frame's, as L1 has it; none before the first. @throws ORACLE_REPORT_UNRECOVERABLE */
export async function previousReport({
  sources: { view, l1: client, maxLogRange: maxRange, logger },
  frame: { number },
}: {
  sources: Pick<OracleContext, "view" | "l1" | "maxLogRange" | "logger">;
  frame: Frame;
}): Promise<Report | undefined> {
  if (number === 1n) return undefined;
  const frame = frameOf({ timing: view.timing, number: number - 1n });
  const submission = await findSubmission({ client, reportOracle: view.reportOracle, frame, maxRange, logger });
  if (!submission) throw notReported(frame);
  return readSubmittedReport({ client, frame, submission });
}

/** The submission of a frame's report, or undefined if L1 has none. */
export async function findSubmission({
  client,
  reportOracle,
  frame,
  maxRange,
  logger,
}: {
  client: ChainClient;
  reportOracle: Address;
  frame: Frame;
  maxRange: number;
  logger: Logger;
}): Promise<Submission | undefined> {
  const reader = createLogReader({
    client,
    filter: { addresses: [reportOracle], topics: [TOPIC] },
    maxRange,
    logger,
  });
  const { number: head } = await readHeader({ client, at: "latest" });
  let from = await firstBlockSince({ client, time: frame.refTime });
  while (from <= head) {
    const { logs, reached } = await reader.readRange({ from, to: head });
    const found = logs.flatMap(submissionIn).find((one) => one.frame === frame.number);
    if (found) return found;
    from = reached + 1n;
  }
  return undefined;
}

function submissionIn({ data, topics, transactionHash, blockNumber }: MinedLog): readonly Submission[] {
  const event = decodeEventLog({ abi: iReportOracleAbi, data, topics });
  if (event.eventName !== "ReportSubmitted") return [];
  const { frame, reportHash } = event.args;
  return [{ frame, reportHash, transactionHash, blockNumber }];
}

export function notReported(frame: Frame): CsethError {
  return new CsethError({
    code: "ORACLE_NOT_REPORTED",
    retry: "backoff",
    message: `frame ${frame.number} is not reported yet`,
    fix: "Wait for it, or see `cseth oracle report` for what it would say.",
    context: { frame: frame.number },
  });
}
