// The main job: chains, contracts, relayer and oracles up, and one stake to L1 and back, watched on the chains.
import { dirname } from "node:path";
import type { Finding } from "@cseth/shared/solvency/solvency";
import { applyBreak } from "./start/break.ts";
import { readExactlyOnce } from "./start/exactly-once.ts";
import { parseStartOptions, type StartOptions, StartOptionsError, startHelp } from "./start/options.ts";
import { readSolvency } from "./start/solvency.ts";
import { type Effects, playRound, StepFailed } from "./start/steps.ts";
import { invariantTable, type Summary, stepLine, summarize } from "./start/summary.ts";
import { startWorld, type World } from "./start/world.ts";

const STEP_TIMEOUT_MS = 90_000;
/** A broken part shows at its step or never. */
const BROKEN_STEP_TIMEOUT_MS = 40_000;

const root = dirname(import.meta.dirname);
const say = (line: string) => void process.stderr.write(`${line}\n`);

try {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(`${startHelp}\n`);
  else process.exitCode = await run(options);
} catch (error) {
  if (!(error instanceof StartOptionsError)) throw error;
  say(`start: ${error.message}`);
  process.exitCode = 2;
}

async function run(options: StartOptions): Promise<number> {
  const interrupted = interruption();
  const begun = performance.now();
  const seconds = (since: number) => (performance.now() - since) / 1_000;
  const world = await startWorld({
    root,
    speed: options.speed,
    killAt: options.killAt,
    say: (line) => say(`${seconds(begun).toFixed(1).padStart(7)} s  ${line}`),
    ...(options.verbose ? { onLog: (service: string, line: string) => say(`  [${service}] ${line}`) } : {}),
  }).catch((error: unknown) => error as Error);
  if (world instanceof Error) {
    const failure = { step: "setup" as const, reason: world.message };
    return end(
      options,
      summarize({ effects: {}, findings: [], wallSeconds: 0, setupSeconds: seconds(begun), kills: 0, failure }),
    );
  }
  const setupSeconds = seconds(begun);
  try {
    const summary = await Promise.race([oneRound(options, world, setupSeconds), interrupted.then(() => undefined)]);
    if (summary === undefined) return 130;
    const code = end(options, summary);
    if (options.once || code !== 0) return code;
    say(
      `\n${world.devnet.l1.rpcUrl} (L1)   ${world.devnet.op.rpcUrl} (L2)\nEverything stays up for use; Ctrl-C ends it.`,
    );
    await Promise.race([interrupted, world.failed]);
    return 0;
  } finally {
    await world.stop();
  }
}

async function oneRound(options: StartOptions, world: World, setupSeconds: number): Promise<Summary> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1_000;
  const effects: Effects = {};
  let findings: Finding[] = [];
  const finish = (failure?: { step: NonNullable<Summary["failedAt"]>; reason: string }) =>
    summarize({
      effects,
      findings,
      wallSeconds: seconds(),
      setupSeconds,
      kills: world.relayer()?.kills() ?? 0,
      ...(failure ? { failure } : {}),
    });
  const { broken } = options;
  try {
    await playRound({
      world,
      timeout: broken === undefined ? STEP_TIMEOUT_MS : BROKEN_STEP_TIMEOUT_MS,
      ...(broken === undefined ? {} : { beforeClose: () => applyBreak(broken, world) }),
      onEffect: (step, effect, words) => {
        effects[step] = effect;
        say(stepLine(seconds(), step, effect, words));
      },
    });
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    if (!options.json) say(`\nrelayer's last lines:\n${world.relayer()?.tail() ?? ""}`);
    return finish({ step: error.step, reason: error.message });
  }
  findings = [...(await readSolvency(world)), ...(await readExactlyOnce(world))];
  say(`\nInvariants, read from the chains:\n${invariantTable(findings)}`);
  const violated = findings.find(({ holds }) => !holds);
  return violated ? finish({ step: "invariants", reason: `${violated.id}: ${violated.statement}` }) : finish();
}

function end({ json }: StartOptions, summary: Summary): number {
  const { ok, failedAt, reason, wallSeconds, setupSeconds, kills } = summary;
  say(
    ok
      ? `\nThere and back in ${wallSeconds} s after ${setupSeconds} s of set-up${kills ? `, the relayer killed ${kills} times` : ""}.`
      : `\nFailed at ${failedAt}: ${reason}`,
  );
  if (json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  return ok ? 0 : 1;
}

function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}
