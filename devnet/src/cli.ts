import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { defaultSpeed, fastestSpeed } from "./clock.ts";
import { describeDevnet, devnetTable } from "./describe.ts";
import { startDevnet } from "./devnet.ts";
import { DevnetError } from "./errors.ts";
import { highestPortBase } from "./ports.ts";
import { requireSaveTarget } from "./state.ts";
import type { Devnet, Speed } from "./types.ts";

type UpOptions = { json?: true; speed: Speed; state?: string; save?: string; portBase?: number; verbose?: true };

const usageExitCode = 2;

const program = new Command("npm run devnet --")
  .description(
    "L1 with its beacon chain, an OP-stack and an Arbitrum L2 on this machine, with the bridge contracts of production.",
  )
  .helpOption("-h, --help", "show this")
  .option("--json", "print one JSON object with urls, addresses and keys once all is up")
  .option("--speed <n>", `chain seconds per second, 1 to ${fastestSpeed}, or "manual"`, parseSpeedOption, defaultSpeed)
  .option("--state <dir>", "go on from this folder if it holds a state; save to it on exit")
  .option("--save <dir>", "save the state to this folder on exit")
  .option("--port-base <n>", "use this port for L1, the next four for beacon API, OP, Arbitrum and its node", parsePort)
  .option("--verbose", "log games, batches, assertions, reorgs and refused deposits")
  .addHelpText(
    "after",
    "\nStays up until Ctrl-C. Listens on 127.0.0.1 only, on free ports unless told. Exit codes: 0 ended in good order,\n" +
      "1 a chain failed or a state could not be read or saved, 2 bad usage.",
  )
  .exitOverride()
  .configureOutput({ writeErr: () => {} })
  .action(up);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

async function up({ json, speed, state, save, portBase, verbose }: UpOptions): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const interrupted = interruption();
  const targets = [...new Set([state, save].flatMap((folder) => (folder === undefined ? [] : resolve(folder))))];
  // Now, not after an hour's work.
  for (const folder of targets) await requireSaveTarget(folder);

  const devnet = await startDevnet({
    speed,
    ...(state === undefined ? {} : { state: resolve(state) }),
    ...(portBase === undefined ? {} : { portBase }),
    onProgress: (step) => say(`  ${elapsed().padStart(7)}  ${step}`),
    ...(verbose ? { log: say } : {}),
  });
  process.stdout.write(json ? `${JSON.stringify(describeDevnet(devnet))}\n` : `${devnetTable(devnet)}\n`);
  say(`up after ${elapsed()}${devnet.restored ? ", restored" : ""}; Ctrl-C ends it`);

  const end = await Promise.race([interrupted, devnet.died]);
  if (end instanceof DevnetError) throw end;
  try {
    for (const folder of targets) await saveTo(devnet, folder, say);
  } finally {
    await devnet.stop();
    say("stopped");
  }
}

async function saveTo(devnet: Devnet, folder: string, say: (line: string) => void): Promise<void> {
  await devnet.saveState(folder);
  say(`state saved to ${folder}`);
}

function interruption(): Promise<"interrupted"> {
  return new Promise((resolveSignal) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => resolveSignal("interrupted"));
  });
}

/** @returns the exit code */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // Help ends commander by an error too.
    if (error.exitCode === 0) return 0;
    process.stderr.write(`devnet: ${error.message.replace(/^error: /, "")}; see --help.\n`);
    return usageExitCode;
  }
  if (!(error instanceof DevnetError)) throw error;
  process.stderr.write(`devnet: [${error.code}] ${error.message}\n`);
  return 1;
}

function parseSpeedOption(text: string): Speed {
  if (text === "manual") return text;
  const speed = Number(text);
  if (speed >= 1 && speed <= fastestSpeed) return speed;
  throw new InvalidArgumentError(`It is a number from 1 to ${fastestSpeed}, or "manual"`);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > highestPortBase)
    throw new InvalidArgumentError(`It is a number from 1024 to ${highestPortBase}`);
  return port;
}
