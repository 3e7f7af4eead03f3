import { Option } from "commander";
import { loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";
import { pause } from "../domain/pause.ts";
import type { OracleContext } from "../oracle/context.ts";
import { boardLaneOf, requireOracle } from "../oracle/contracts.ts";
import { frameOf } from "../oracle/frames.ts";
import { openOracle } from "../oracle/open.ts";
import { createLogger } from "../telemetry/logger.ts";
import { createMetrics } from "../telemetry/metrics.ts";
import { loadSigner } from "../tx/signer.ts";
import { createStatelessSender } from "../tx/statelessSender.ts";
import { createOutput, type Output } from "./output.ts";

/** What every command of the oracle takes. */
export type OracleOptions = { config?: string; json: boolean };
/** What those about one frame take. */
export type FrameOptions = OracleOptions & { frame?: bigint };

export function frameOption(description: string): Option {
  return new Option("-f, --frame <number>", description).argParser(parseFrame);
}

/** Connects for one answer; `frame` is the next to report where none is given. */
export async function openSession({ config: file, json, frame: number }: FrameOptions) {
  const config = loadConfig({ file });
  const logger = createLogger({ level: config.logLevel === "info" ? "error" : config.logLevel });
  const context = await openOracle({ config, logger, metrics: createMetrics() });
  const next = (await context.view.lastFrame()) + 1n;
  const output: Output = createOutput({ json });
  const frame = frameOf({ timing: context.view.timing, number: number ?? next });
  return { config, logger, context, output, frame };
}

function parseFrame(text: string): bigint {
  if (/^\d{1,19}$/.test(text)) return BigInt(text);
  throw new CsethError({
    code: "USAGE_INVALID",
    retry: "never",
    message: `${text} is not a frame`,
    fix: "Give a whole number from 1.",
  });
}

/** The member's key, and the one that pays. */
export async function loadKeys(config: Config) {
  const { key, keystore, password, payer } = requireOracle(config);
  const account = await loadSigner({ chain: "oracle", config: { key, keystore, password } });
  return { account, payer: payer ? await loadSigner({ chain: "oracle", config: payer }) : account };
}

/** Pursues calls on L1, or on the L2 of the board. */
export function senderOf({
  context,
  config,
  chain,
  payer,
}: {
  context: OracleContext;
  config: Config;
  chain: "l1" | "lane";
  payer: Awaited<ReturnType<typeof loadSigner>>;
}) {
  const { transactions: policy, pollMs } = chain === "l1" ? config.l1 : boardLaneOf(config);
  const client = chain === "l1" ? context.l1 : context.board.client;
  const wait = (signal: AbortSignal) => pause(pollMs, signal);
  return createStatelessSender({ client, account: payer, policy, pause: wait, logger: context.logger });
}
