import { loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";
import { createFactStore } from "../store/facts.ts";
import { closeIncident } from "../store/incidents.ts";
import { type LaneStatus, readLaneStatus } from "../store/laneStatus.ts";
import { type OpenDatabase, openDatabase } from "../store/open.ts";
import { readStatus, type StoreStatus } from "../store/status.ts";
import { createStepStore } from "../store/steps.ts";
import { EXIT } from "../telemetry/exitCodes.ts";
import { createLogger } from "../telemetry/logger.ts";
import { explain, formatExplanation } from "./explain.ts";
import { interruption } from "./interruption.ts";
import { createOutput } from "./output.ts";

type Options = { config?: string; json: boolean; lane?: number };

/** `relayer status`: how far each chain and lane is, what is under way, what is wrong. */
export async function status(options: Options): Promise<number> {
  return withDatabase(options, async ({ db }, config) => {
    const store = await readStatus(db);
    const lanes = await Promise.all(config.lanes.map(({ laneId }) => readLaneStatus(db, laneId)));
    createOutput(options).answer({ ...store, lanes }, formatStatus(store, lanes));
    return EXIT.ok;
  });
}

/** `relayer explain <id>`. @throws USAGE_UNKNOWN_ID */
export async function explainOne(id: string, options: Options): Promise<number> {
  return withDatabase(options, async ({ db }, config) => {
    const found = await explain({
      db,
      lanes: config.lanes,
      l1ChainId: config.l1.chainId,
      id,
      laneId: options.lane,
    });
    createOutput(options).answer(found, formatExplanation(found));
    return EXIT.ok;
  });
}

/** `relayer retry|skip <step>`: what a person decided about a dead letter. @throws USAGE_UNKNOWN_STEP */
export async function decide(name: string, decision: "retry" | "skip", options: Options): Promise<number> {
  return withDatabase(options, async ({ db }) => {
    const now = () => new Date();
    const steps = createStepStore({ db, now, actor: "operator" });
    const [, laneId, key] = name.match(/^lane-(\d+)\/(.+)$/) ?? [];
    const step = key === undefined ? undefined : await steps.find(Number(laneId), key);
    if (!step || step.state === "DONE") throw unknownStep(name);
    const after =
      decision === "skip"
        ? await steps.change(step, { state: "SKIPPED", nextAt: undefined }, "skipped by the operator")
        : await steps.change(
            step,
            { state: "OPEN", tries: step.tries + 1, refusals: 0, nextAt: undefined },
            "retried by the operator",
          );
    for (const code of ["DEAD_LETTER", "STEP_REFUSED"] as const)
      await closeIncident(db, now(), { code, subject: name });
    createOutput(options).answer({ step: name, state: after.state, tries: after.tries }, `${name}: ${after.state}`);
    return EXIT.ok;
  });
}

/** `relayer reindex <chain>`: reads all events of a chain again, because an endpoint had left one out. */
export async function reindex(chain: string, options: Options): Promise<number> {
  return withDatabase(options, async ({ db }, config) => {
    const chainId = chainIdOf(config, chain);
    const { blocks } = await createFactStore({ db, chainId, now: () => new Date() }).forget();
    const text = `${chain}: ${blocks} blocks with events are read again, by the relayer that runs or the next one`;
    createOutput(options).answer({ chain, chainId, blocks }, text);
    return EXIT.ok;
  });
}

/** Of the chain that logs call so. @throws USAGE_UNKNOWN_CHAIN */
export function chainIdOf({ l1, lanes }: Config, name: string): number {
  const lane = lanes.find(({ laneId }) => name === `lane-${laneId}`);
  if (name === "l1" || lane) return (lane ?? l1).chainId;
  throw new CsethError({
    code: "USAGE_UNKNOWN_CHAIN",
    retry: "never",
    message: `there is no chain ${name}`,
    fix: `Give one of ${["l1", ...lanes.map(({ laneId }) => `lane-${laneId}`)].join(", ")}.`,
  });
}

function unknownStep(name: string): CsethError {
  return new CsethError({
    code: "USAGE_UNKNOWN_STEP",
    retry: "never",
    message: `there is no unfinished step ${name}`,
    fix: "Take its name from `cseth relayer status`, for example lane-1/push/5/2.",
    context: { step: name },
  });
}

/** Works with the relayer's database, whether a relayer is running on it or not. */
export async function withDatabase(
  { config: file }: Pick<Options, "config">,
  work: (database: OpenDatabase, config: Config) => Promise<number>,
): Promise<number> {
  const config = loadConfig({ file });
  // Ctrl-C must not leave a database running that only this command needed.
  const signal = interruption();
  // Commands that answer a question do not chat.
  const logger = createLogger({ level: config.logLevel === "info" ? "error" : config.logLevel });
  const database = await openDatabase({ database: config.database, dataDir: config.dataDir, logger });
  try {
    return signal.aborted ? EXIT.interrupted : await work(database, config);
  } finally {
    await database.close();
  }
}

function formatStatus({ cursors, openSlots, incidents }: StoreStatus, lanes: readonly LaneStatus[]): string {
  const lines = [
    ...cursors.map((row) => `indexed    chain ${row.chainId}  ${row.stream}  block ${row.block}`),
    ...lanes.flatMap(formatLane),
    ...openSlots.map(
      (row) =>
        `sending    chain ${row.chainId}  ${row.signer}  ${row.state}  ${row.count}, from nonce ${row.firstNonce}`,
    ),
    ...incidents.map(({ severity, code, subject, reason }) =>
      [`INCIDENT   ${severity}  ${code}  ${subject}`, reason].filter(Boolean).join("  "),
    ),
  ];
  return lines.length > 0 ? lines.join("\n") : "nothing indexed, nothing under way, no incidents";
}

function formatLane({ laneId, batches, carriers, steps }: LaneStatus): readonly string[] {
  return [
    `lane ${laneId}     batches closed ${batches.closed}, done ${batches.final}`,
    ...batches.open.map((one) => `batch      ${laneId}/${one.nonce}  ${one.phase}  actions ${one.executed}`),
    ...carriers.map(({ message, phase, notBefore, failures }) =>
      [
        `message    ${message}`,
        phase,
        notBefore === undefined ? "" : `not before chain time ${notBefore}`,
        failures > 0 ? `failed ${failures} times` : "",
      ]
        .filter(Boolean)
        .join("  "),
    ),
    ...steps.map(({ key, state, tries, reason }) =>
      [`step       ${key}`, state, `try ${tries}`, reason ?? ""].filter(Boolean).join("  "),
    ),
  ];
}
