import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { type Report, reportDigest, reportHash, reportTypedData } from "@cseth/shared/messages/report";
import { type Command, Option } from "commander";
import { encodeFunctionData, type Hex } from "viem";
import { loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";
import { pause } from "../domain/pause.ts";
import { buildNextReport, buildOverdueReport, buildReport } from "../oracle/build.ts";
import type { OracleContext } from "../oracle/context.ts";
import { requireOracle } from "../oracle/contracts.ts";
import { type Frame, frameOf } from "../oracle/frames.ts";
import { createMember } from "../oracle/member.ts";
import { createOracleMetrics } from "../oracle/metrics.ts";
import { openOracle } from "../oracle/open.ts";
import { differences } from "../oracle/report.ts";
import { findSubmission, notReported, readSubmittedReport } from "../oracle/report-source.ts";
import { runMember } from "../oracle/run.ts";
import { packQuorum, signaturesOfMembers } from "../oracle/signatures.ts";
import { writeLeafSets } from "../rewards/files.ts";
import { rewardResource } from "../rewards/resource.ts";
import { EXIT } from "../telemetry/exitCodes.ts";
import { createFailpoint } from "../telemetry/failpoint.ts";
import { createLogger } from "../telemetry/logger.ts";
import { createMetrics, type Metrics } from "../telemetry/metrics.ts";
import { interruption } from "./interruption.ts";
import { addProveOptions, type ProveOptions, prove } from "./oracle-prove.ts";
import { type RewardsOptions, rewards } from "./oracle-rewards.ts";
import {
  type FrameOptions,
  frameOption,
  loadKeys,
  type OracleOptions,
  openSession,
  senderOf,
} from "./oracle-session.ts";
import { createOutput } from "./output.ts";

type SubmitOptions = FrameOptions & { signature: readonly Hex[] };

type HttpServer = { url: string; close: () => Promise<void> };
export type StartHttp = (options: {
  host: string;
  port: number;
  metrics: Metrics;
  readiness: () => { ready: boolean; reasons: readonly string[] };
  resource?: (path: string) => Promise<string | undefined>;
}) => Promise<HttpServer>;

/** Adds `cseth oracle …` to the program. `finish` receives the exit code. */
export function addOracleCommands({
  program,
  startHttp,
  finish,
}: {
  program: Command;
  startHttp: StartHttp;
  finish: (exitCode: number) => void;
}): void {
  const oracle = program.command("oracle").description("report the protocol's state to L1, as one of its members");
  const add = <Given extends OracleOptions>(
    name: string,
    description: string,
    action: (options: Given) => Promise<number>,
  ) =>
    oracle
      .command(name)
      .description(description)
      .option("-c, --config <file>", "configuration file (JSON); CSETH_CONFIG and CSETH__… in the environment work too")
      .option("--json", "answer with one JSON document on standard output", false)
      .action(async (options: Given) => finish(await action(options)));
  const frame = () => frameOption("frame; the next to report by default");
  const signature = new Option("-s, --signature <hex...>", "members' signatures; those on the board by default");

  add<OracleOptions>("run", "sign, gather and submit every frame's report until interrupted", (options) =>
    run(options, startHttp),
  );
  add<FrameOptions>("report", "build a frame's report and print it; sends nothing", report).addOption(frame());
  add<RewardsOptions>("rewards", "build the rewards that a frame's report roots, from L1 alone; sends nothing", rewards)
    .addOption(frameOption("frame; the last one reported by default"))
    .option("--folder <path>", "write each lane's leaf set there as a file");
  addProveOptions(add<ProveOptions>("prove", "prove to L1 what the beacon chain says of validators", prove));
  add<FrameOptions>("sign", "build and sign a frame's report and print both; sends nothing", sign).addOption(frame());
  add<SubmitOptions>("submit", "submit the next frame's report with the signatures of a quorum", submit)
    .addOption(frame())
    .addOption(signature.default([]));
  add<FrameOptions>(
    "verify",
    "compare the report that stands on L1 with one built here; exit code 1 if they differ",
    verify,
  ).addOption(frame());
}

async function run({ config: file, json }: OracleOptions, startHttp: StartHttp): Promise<number> {
  const signal = interruption();
  const config = loadConfig({ file });
  const { http, pollMs = config.l1.pollMs, turnBlocks } = requireOracle(config);
  const logger = createLogger({ level: config.logLevel });
  const metrics = createMetrics();
  const { account, payer } = await loadKeys(config);
  const context = await openOracle({ config, logger, metrics });
  const member = createMember({
    context,
    account,
    sendL1: senderOf({ context, config, chain: "l1", payer }).send,
    sendBoard: senderOf({ context, config, chain: "lane", payer }).send,
    turnBlocks,
    failpoint: createFailpoint({ armed: config.failpoint }),
  });

  let failure: string | undefined;
  const readiness = () => ({ ready: failure === undefined, reasons: failure === undefined ? [] : [failure] });
  const { rewards, view } = context;
  const resource = (path: string) => rewardResource({ path, rewards, lastFrame: view.lastFrame });
  const server = http && (await startHttp({ ...http, metrics, readiness, resource }));
  const gauges = createOracleMetrics(metrics);
  let told = "";
  try {
    const answer = { event: "up", member: account.address, http: server?.url };
    const metricsAt = server ? `: ${server.url}/metrics` : "";
    createOutput({ json }).answer(answer, `oracle member ${account.address} is up${metricsAt}`);
    await runMember({
      member,
      pollMs,
      pause,
      signal,
      logger,
      onState: (state) => {
        failure = undefined;
        gauges.observe(state);
        if (state.state === "reported") publish({ context, config, frame: state.frame });
        const line = `${state.state}/${state.frame}`;
        if (line !== told) logger.info(state, `frame ${state.frame}: ${state.state}`);
        told = line;
      },
      onFailure: (error) => {
        failure = error instanceof Error ? error.message : String(error);
      },
    });
  } finally {
    await server?.close();
  }
  return EXIT.ok;
}

/** A folder that cannot be written must not stop reports. */
function publish({ context, config, frame }: { context: OracleContext; config: Config; frame: bigint }): void {
  const { rewardsFolder: folder } = requireOracle(config);
  if (folder === undefined) return;
  context.rewards
    .setsFor(frame)
    .then((sets) => writeLeafSets({ folder, sets }))
    .then((paths) => paths.length > 0 && context.logger.info({ paths }, "leaf sets of rewards are published"))
    .catch((error) => context.logger.error({ err: error, folder }, "leaf sets of rewards are not published"));
}

async function report(options: FrameOptions): Promise<number> {
  const { context, output, frame } = await openSession(options);
  const built = await build(context, frame);
  output.answer(describe(context, built), textOf(context, built));
  return EXIT.ok;
}

async function sign(options: FrameOptions): Promise<number> {
  const { context, config, output, frame } = await openSession(options);
  const { account } = await loadKeys(config);
  const built = await build(context, frame);
  const signature = await account.signTypedData(reportTypedData(built, context.domain));
  const answer = { ...describe(context, built), signer: account.address, signature };
  output.answer(answer, `${textOf(context, built)}\nsigner     ${account.address}\nsignature  ${signature}`);
  return EXIT.ok;
}

async function submit(options: SubmitOptions): Promise<number> {
  const { context, config, output, frame } = await openSession(options);
  const { payer } = await loadKeys(config);
  const { view } = context;
  const done = async () => (await view.lastFrame()) >= frame.number;
  if (await done()) {
    output.answer({ frame: frame.number, submitted: false }, `frame ${frame.number} is reported already`);
    return EXIT.ok;
  }
  const built = await build(context, frame);
  const digest = reportDigest(built, context.domain);
  const given = options.signature.map((signature) => ({ frame: frame.number, digest, signature }));
  const posted = given.length > 0 ? given : await context.board.read(frame);
  const { members, quorum } = await view.membership(frame.number);
  const signatures = await signaturesOfMembers({ posted, members });
  const packed = packQuorum({ signatures, digest, quorum });
  if (!packed) throw tooFew({ frame, have: signatures.filter((one) => one.digest === digest).length, quorum });

  const data = encodeFunctionData({ abi: iReportOracleAbi, functionName: "submitReport", args: [built, packed] });
  const intent = { key: `report/${frame.number}`, to: view.reportOracle, data, abi: iReportOracleAbi };
  const { signal } = new AbortController();
  await senderOf({ context, config, chain: "l1", payer }).send({ intent, done, signal });
  output.answer({ ...describe(context, built), submitted: true }, `${textOf(context, built)}\nsubmitted`);
  return EXIT.ok;
}

async function verify(options: FrameOptions): Promise<number> {
  const { context, output, frame: next, logger } = await openSession(options);
  const { view, l1: client, maxLogRange: maxRange } = context;
  // Without a frame: the last one reported.
  const frame = options.frame ? next : frameOf({ timing: view.timing, number: next.number - 1n });
  const { reportOracle } = view;
  const submission = await findSubmission({ client, reportOracle, frame, maxRange, logger });
  if (!submission) throw notReported(frame);
  const theirs = await readSubmittedReport({ client, frame, submission });
  // An overdue frame's report finalizes nothing, and is as right as the other.
  const ours =
    theirs.finalizeUpTo === 0n ? await overdueOrFull(context, frame, theirs) : await buildFor(context, frame);
  const found = differences(ours, theirs);
  const answer = {
    ok: found.length === 0,
    transaction: submission.transactionHash,
    report: theirs,
    differences: found,
  };
  const lines = found.map(({ field, ours: here, theirs: there }) => `${field}: built ${here}, reported ${there}`);
  const verdict = found.length === 0 ? "holds" : `DIFFERS\n${lines.join("\n")}`;
  output.answer(answer, `frame ${frame.number} (${submission.transactionHash}): ${verdict}`);
  return found.length === 0 ? EXIT.ok : EXIT.negative;
}

async function overdueOrFull(context: OracleContext, frame: Frame, theirs: Report): Promise<Report> {
  const overdue = await buildOverdueReport({ sources: context, frame });
  return differences(overdue, theirs).length === 0 ? overdue : buildFor(context, frame);
}

/** The next frame's report as it would be signed now; any other frame's as of its reference slot. */
async function build(context: OracleContext, frame: Frame): Promise<Report> {
  const isNext = frame.number === (await context.view.lastFrame()) + 1n;
  return isNext ? (await buildNextReport({ sources: context, frame })).report : buildFor(context, frame);
}

function buildFor(context: OracleContext, frame: Frame): Promise<Report> {
  return buildReport({ sources: context, frame });
}

function describe({ domain }: OracleContext, built: Report) {
  return { report: built, hash: reportHash(built), digest: reportDigest(built, domain) };
}

function textOf(context: OracleContext, built: Report): string {
  const { hash, digest } = describe(context, built);
  const fields = Object.entries(built).map(([name, value]) => {
    const text = Array.isArray(value) ? `[${value.map((part) => JSON.stringify(part, decimal)).join(", ")}]` : value;
    return `${name.padEnd(26)} ${text}`;
  });
  return [...fields, `hash       ${hash}`, `digest     ${digest}`].join("\n");
}

function decimal(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

function tooFew({ frame, have, quorum }: { frame: Frame; have: number; quorum: number }): CsethError {
  return new CsethError({
    code: "ORACLE_QUORUM_NOT_MET",
    retry: "backoff",
    message: `frame ${frame.number}: ${have} members signed this report, ${quorum} are needed`,
    fix: "Wait for the others, or give their signatures with --signature.",
    context: { frame: frame.number, signatures: have, quorum },
  });
}
