import { formatEther } from "viem";
import { startHttpServer } from "./api/server.ts";
import { namedChains, startRelayer } from "./app.ts";
import { createChainClient } from "./chain/client.ts";
import { examine, formatChecks } from "./cli/doctor.ts";
import { interruption } from "./cli/interruption.ts";
import { decide, explainOne, reindex, status } from "./cli/lane.ts";
import { createOutput } from "./cli/output.ts";
import { type Actions, type GlobalOptions, runProgram } from "./cli/program.ts";
import { replace } from "./cli/replace.ts";
import { loadConfig } from "./config/load.ts";
import type { Config } from "./config/schema.ts";
import { type DryRun, dryRun } from "./dryRun.ts";
import { openDatabase } from "./store/open.ts";
import { EXIT, exitCodeOf } from "./telemetry/exitCodes.ts";
import { createLogger } from "./telemetry/logger.ts";
import { createMetrics } from "./telemetry/metrics.ts";

/** Runs one command and sets the exit code. Nothing escapes: every failure is one typed line. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    process.exitCode = await runProgram(argv, actions, { startHttp: startHttpServer });
  } catch (error) {
    createOutput({ json: argv.includes("--json") }).failure(error);
    process.exitCode = exitCodeOf(error);
  }
}

const actions: Actions = {
  run,
  dryRun: rehearse,
  doctor,
  status,
  explain: explainOne,
  retry: (step, options) => decide(step, "retry", options),
  skip: (step, options) => decide(step, "skip", options),
  reindex,
  replace,
};

async function run({ config: file, json }: GlobalOptions): Promise<number> {
  const signal = interruption();
  const relayer = await startRelayer({ config: loadConfig({ file }) });
  try {
    if (signal.aborted) return EXIT.ok;
    createOutput({ json }).answer(
      { event: "up", http: relayer.http.url },
      `relayer is up: ${relayer.http.url}/metrics`,
    );
    await relayer.run(signal);
  } finally {
    await relayer.close();
  }
  return EXIT.ok;
}

/** Exit code 1 if a loop could not say what is due. */
async function rehearse({ config: file, json }: GlobalOptions): Promise<number> {
  const config = loadConfig({ file });
  const found = await dryRun({ config, logger: quiet(config).logger });
  createOutput({ json }).answer(found, formatDryRun(found));
  return found.failures.length === 0 ? EXIT.ok : EXIT.negative;
}

function formatDryRun({ transactions, failures }: DryRun): string {
  const lines = [
    ...transactions.map(({ intent, chain, to, value, gasLimit, feeAtMost, refusal }) =>
      refusal === undefined
        ? `${chain.padEnd(8)} ${intent}  to ${to}  ${formatEther(value)} ether, gas ${gasLimit}, at most ${formatEther(feeAtMost ?? 0n)} ether`
        : `${chain.padEnd(8)} ${intent}  waits: ${refusal}`,
    ),
    ...failures.map(({ loop, reason }) => `FAILED   ${loop}: ${reason}`),
  ];
  return [...(lines.length > 0 ? lines : ["nothing is due"]), "nothing was sent"].join("\n");
}

async function doctor({ config: file, json }: GlobalOptions): Promise<number> {
  const config = loadConfig({ file });
  const { logger, metrics } = quiet(config);
  const chains = namedChains(config).map(({ name, config: chain }) => ({
    client: createChainClient({ name, config: chain, logger, metrics }),
    config: chain,
  }));
  const probeDatabase = async () => {
    const database = await openDatabase({ database: config.database, dataDir: config.dataDir, logger });
    await database.close();
    return database.origin;
  };
  const checks = await examine({ chains, readOnly: config.readOnly, now: Date.now, probeDatabase });
  const ok = checks.every((check) => check.ok);
  createOutput({ json }).answer({ ok, checks }, formatChecks(checks));
  return ok ? EXIT.ok : EXIT.negative;
}

/** Commands that answer a question do not chat. */
function quiet(config: Config) {
  const level = config.logLevel === "info" ? "error" : config.logLevel;
  return { logger: createLogger({ level }), metrics: createMetrics() };
}
