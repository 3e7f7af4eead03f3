import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { defaultSpeed, fastestSpeed } from "./clock.ts";
import { describeDevnet, devnetTable } from "./describe.ts";
import { startDevnet } from "./devnet.ts";
import { DevnetError } from "./errors.ts";
import type { Devnet, Speed } from "./types.ts";

type UpOptions = { json?: true; speed: Speed; state?: string; save?: string; portBase?: number; verbose?: true };

const program = new Command("devnet")
  .description("L1 with its beacon chain and an OP-stack L2 on this machine, with the bridge contracts of production.")
  .showHelpAfterError()
  .addHelpText("after", "\nOptions of `up`, the default command: devnet up --help");

program
  .command("up", { isDefault: true })
  .description("start the chains and keep them up until Ctrl-C")
  .option("--json", "print one JSON object with urls, addresses and keys once all is up")
  .option("--speed <n>", `chain seconds per second, 1 to ${fastestSpeed}, or "manual"`, parseSpeedOption, defaultSpeed)
  .option("--state <dir>", "go on from this folder if it holds a state; save to it on exit")
  .option("--save <dir>", "save the state to this folder on exit")
  .option("--port-base <n>", "use this port for L1, the next for the beacon API, the one after for OP", parsePort)
  .option("--verbose", "log games, reorgs and refused deposits")
  .action(up);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof DevnetError)) throw error;
  fail(error);
}

async function up({ json, speed, state, save, portBase, verbose }: UpOptions): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const interrupted = interruption();

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
  if (end instanceof DevnetError) return fail(end);
  try {
    for (const folder of [state, save]) if (folder !== undefined) await saveTo(devnet, resolve(folder), say);
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

function fail({ code, message }: DevnetError): void {
  process.stderr.write(`devnet: [${code}] ${message}\n`);
  process.exitCode = 1;
}

function parseSpeedOption(text: string): Speed {
  if (text === "manual") return text;
  const speed = Number(text);
  if (speed >= 1 && speed <= fastestSpeed) return speed;
  throw new InvalidArgumentError(`a number from 1 to ${fastestSpeed}, or "manual"`);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > 65_533)
    throw new InvalidArgumentError("a number from 1024 to 65533");
  return port;
}
