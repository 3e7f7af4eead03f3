import { type ChildProcess, execFile, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { devMnemonic, fundedAccounts, fundedEther } from "./accounts.ts";
import { DevnetError, messageOf } from "./errors.ts";
import { createJsonRpc, type JsonRpc } from "./json-rpc.ts";
import type { Reaper } from "./reaper.ts";

const testedVersion = "1.7.1";
const startTimeoutMs = 20_000;
const stopGraceMs = 3_000;

/** A running anvil, the node of one chain. */
export type Anvil = {
  readonly name: string;
  readonly pid: number;
  readonly rpc: JsonRpc;
  /** Resolves, with the reason, when the process has ended without being stopped. */
  readonly died: Promise<DevnetError>;
  stop(): Promise<void>;
};

export type AnvilOptions = { binary: string; name: string; port: number; args: readonly string[]; reaper: Reaper };

/**
 * ANVIL_BIN, else the binary that npm installed, else the one on PATH.
 * @throws DevnetError ANVIL_MISSING, or ANVIL_VERSION if its major or minor version is not the tested one
 */
export async function findAnvil(env: NodeJS.ProcessEnv): Promise<string> {
  const binary = env.ANVIL_BIN ?? packagedAnvil() ?? "anvil";
  const install = `install anvil ${testedVersion} (https://getfoundry.sh) and put it on PATH or name it in ANVIL_BIN`;
  const output = await promisify(execFile)(binary, ["--version"]).catch((error: unknown) => {
    throw new DevnetError(
      "ANVIL_MISSING",
      `${binary} doesn't run (${messageOf(error)}): ${install}`,
      { binary },
      error,
    );
  });
  const version = /(\d+)\.(\d+)\.(\d+)/.exec(output.stdout)?.[0] ?? "unknown";
  const series = (text: string) => text.split(".").slice(0, 2).join(".");
  if (series(version) !== series(testedVersion)) {
    const message = `${binary} is anvil ${version}, tested is ${testedVersion}: ${install}`;
    throw new DevnetError("ANVIL_VERSION", message, { binary, version, testedVersion });
  }
  return binary;
}

function packagedAnvil(): string | undefined {
  try {
    const binary = createRequire(import.meta.url).resolve("@foundry-rs/anvil-linux-amd64/bin/anvil");
    accessSync(binary, constants.X_OK);
    return binary;
  } catch {
    return undefined;
  }
}

/**
 * Starts one anvil that mines only when told, in a process group of its own: Ctrl-C must not end it before its state is
 * saved. On port 0 it takes one that is free, and says which: one that was looked for before could be taken meanwhile.
 */
export async function startAnvil({ binary, name, port, args, reaper }: AnvilOptions): Promise<Anvil> {
  const child = spawn(
    binary,
    [
      ...["--host", "127.0.0.1", "--port", String(port), "--no-mining", "--order", "fifo", "--threads", "1"],
      ...["--mnemonic", devMnemonic, "--accounts", String(fundedAccounts), "--balance", String(fundedEther)],
      ...args,
    ],
    { detached: true, stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = endOf(child, name);
  if (child.pid === undefined) throw await ended;
  reaper.watch(child.pid);

  let stopping = false;
  const died = new Promise<DevnetError>((resolve) => void ended.then((error) => stopping || resolve(error)));
  async function stop(): Promise<void> {
    stopping = true;
    const timer = setTimeout(() => child.kill("SIGKILL"), stopGraceMs);
    child.kill("SIGTERM");
    await ended;
    clearTimeout(timer);
  }
  try {
    const url = await Promise.race([listening(child, name), ended.then((error) => Promise.reject(error))]);
    return { name, pid: child.pid, rpc: createJsonRpc(url), died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function endOf(child: ChildProcess, name: string): Promise<DevnetError> {
  let lastWords = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2_000);
  });
  return new Promise((resolve) => {
    const end = (reason: string) => {
      const said = lastWords.trim() === "" ? "" : `\n${lastWords.trim()}`;
      resolve(new DevnetError("CHAIN_DIED", `the node of ${name} ended: ${reason}${said}`, { name, pid: child.pid }));
    };
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => end(signal ?? `exit code ${code}`));
  });
}

/** @returns the URL at which the node answers, from its first words; what it says later is let go */
function listening({ stdout }: ChildProcess, name: string): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const message = `the node of ${name} didn't listen within ${startTimeoutMs / 1000} s`;
      reject(new DevnetError("CHAIN_UNREACHABLE", message, { name }));
    }, startTimeoutMs);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /^Listening on (\S+)$/m.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      stdout?.off("data", listen).resume();
      resolve(`http://${address}`);
    };
    stdout?.on("data", listen);
    stdout?.once("close", () => clearTimeout(timer));
  });
}
