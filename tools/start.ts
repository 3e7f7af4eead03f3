// The main job: chains, contracts, relayer and oracles up, and the whole circle on each lane, watched on the chains.
import { dirname } from "node:path";
import { DevnetError } from "@cseth/devnet/errors";
import type { Finding } from "@cseth/shared/solvency/solvency";
import { hooksOf } from "./start/break.ts";
import { readExactlyOnce } from "./start/exactly-once.ts";
import { accountFor, readHoldings } from "./start/holdings.ts";
import { breaks, parseStartOptions, type StartOptions, StartOptionsError, startHelp } from "./start/options.ts";
import { playRound } from "./start/round.ts";
import { ServiceEnded } from "./start/service.ts";
import { readSolvency } from "./start/solvency.ts";
import { type LaneEffects, StepFailed, type StepName } from "./start/steps.ts";
import { invariantTable, type Summary, stepLine, summarize, waitingLines } from "./start/summary.ts";
import { welcome } from "./start/welcome.ts";
import { startWorld, type World } from "./start/world.ts";

const STEP_SLOTS = 300;
/** In so many of them. Settling takes three trips; a validator waits for finality, and in the chain's queues, twice. */
const slowSteps: Partial<Record<StepName, number>> = {
  settled: 2,
  validatorFunded: 2,
  validatorActive: 2,
  rateBefore: 2,
  rewardClaimed: 2,
};
/** A relayer that was killed starts again, and its database recovers, in wall time: slots go on meanwhile. */
const RESTART_SLOTS = 120;
/** A broken part shows at its step or never; a sound one needs fewer than 40 slots there. */
const BROKEN_STEP_SLOTS = 45;

const INTERRUPTED = 130;
/** Nothing keeps a user waiting longer than this without a word. */
const SILENCE_MS = 5_000;

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
  const interruption = awaitInterruption();
  const begun = performance.now();
  const seconds = (since: number) => (performance.now() - since) / 1_000;
  const world = await startWorld({
    root,
    fresh: options.fresh,
    speed: options.speed,
    killAt: options.killAt,
    say: (line) => say(`${seconds(begun).toFixed(1).padStart(7)} s  ${line}`),
    ...(options.verbose ? { onLog: (service: string, line: string) => say(`  [${service}] ${line}`) } : {}),
  }).catch((error: unknown) => error as Error);
  if (world instanceof Error) {
    const failure = { step: "setup" as const, reason: world.message };
    return end(
      options,
      summarize({
        effects: {},
        findings: [],
        wallSeconds: 0,
        slots: 0,
        setupSeconds: seconds(begun),
        kills: 0,
        failure,
      }),
    );
  }
  const setupSeconds = seconds(begun);
  try {
    const round = oneRound({ options, world, setupSeconds, interruption });
    const summary = await Promise.race([round, interruption.then(() => undefined)]);
    if (summary === undefined) return INTERRUPTED;
    const code = end(options, summary);
    if (options.once || code !== 0) return code;
    say(welcome(world));
    await Promise.race([interruption, world.failed]);
    return 0;
  } catch (error) {
    if (!(error instanceof ServiceEnded) && !(error instanceof DevnetError)) throw error;
    say(`\nstart: ${error.message}\nThe rest is ended too.`);
    return 1;
  } finally {
    await world.stop();
  }
}

async function oneRound({
  options,
  world,
  setupSeconds,
  interruption,
}: {
  options: StartOptions;
  world: World;
  setupSeconds: number;
  interruption: Promise<void>;
}): Promise<Summary> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1_000;
  const effects: LaneEffects = Object.fromEntries(world.lanes.map(({ laneId }) => [laneId, {}]));
  let findings: Finding[] = [];
  const blocks = async () => Number(await world.l1.getBlockNumber({ cacheTime: 0 }));
  const firstBlock = await blocks();
  const finish = async (failure?: { step: NonNullable<Summary["failedAt"]>; reason: string; laneId?: number }) =>
    summarize({
      effects,
      findings,
      wallSeconds: seconds(),
      slots: (await blocks()) - firstBlock,
      setupSeconds,
      kills: world.kills(),
      ...(failure ? { failure } : {}),
    });
  const ticker = setInterval(() => {
    for (const line of waitingLines(world.lanes, effects)) say(`${seconds().toFixed(1).padStart(7)} s  ${line}`);
  }, SILENCE_MS);
  let isOver = false;
  void interruption.then(() => {
    isOver = true;
    clearInterval(ticker);
  });
  const { broken } = options;
  try {
    await playRound({
      world,
      patience: ({ laneId }, step) => {
        const failing: { failsAt: StepName; silentOn?: number } | undefined = broken && breaks[broken];
        const isSilent = failing?.failsAt === step && failing.silentOn === laneId;
        if (isSilent) return { slots: BROKEN_STEP_SLOTS, l1: world.l1 };
        const slots = (slowSteps[step] ?? 1) * STEP_SLOTS + options.killAt.length * RESTART_SLOTS;
        return { slots, l1: world.l1 };
      },
      ...(broken === undefined ? {} : { hooks: hooksOf(broken, world) }),
      onEffect: (lane, step, effect, words) => {
        if (isOver) return;
        Object.assign(effects[lane.laneId] ?? {}, { [step]: effect });
        ticker.refresh();
        say(stepLine(seconds(), { lane, step, effect, words }));
      },
    });
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    if (!options.json && !isOver) say(`\nrelayer's last lines:\n${world.relayer()?.tail() ?? ""}`);
    // Whatever the fast way said, nothing of value may follow it (LANE-4).
    if (error.step === "fast") findings = await readFindings(world);
    return finish({ step: error.step, reason: error.message, laneId: error.laneId });
  } finally {
    // The other lane may still be looking at its chain.
    isOver = true;
    clearInterval(ticker);
  }
  findings = await readFindings(world);
  const violated = findings.find(({ holds }) => !holds);
  return violated ? finish({ step: "invariants", reason: `${violated.id}: ${violated.statement}` }) : finish();
}

async function readFindings(world: World): Promise<Finding[]> {
  const balances = accountFor(await readHoldings(world));
  const findings = [...(await readSolvency(world)), ...balances, ...(await readExactlyOnce(world))];
  say(`\nInvariants, read from the chains:\n${invariantTable(findings)}`);
  return findings;
}

function end({ json }: StartOptions, summary: Summary): number {
  const { ok, failedAt, reason, wallSeconds, setupSeconds, kills } = summary;
  say(
    ok
      ? `\nThe circle in ${wallSeconds} s after ${setupSeconds} s of set-up${kills ? `, through ${kills} kill -9` : ""}.`
      : `\nFailed at ${failedAt}: ${reason}`,
  );
  if (json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  return ok ? 0 : 1;
}

/** Says so at once; a second signal falls through to Node's default, and the reaper puts everything away. */
function awaitInterruption(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    const stop = () => {
      for (const signal of signals) process.removeListener(signal, stop);
      say("\nstopping; a second Ctrl-C does not wait");
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
