import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Hex } from "viem";

/** What a command answered. */
export type CsethEnd = Readonly<{ code: number | null; answer: Record<string, unknown>; stderr: string }>;

export type Cseth = {
  /** Runs `cseth <args> --json`, with this account's key if it sends. */
  run: (args: readonly string[], options: { config: string; key?: Hex }) => Promise<CsethEnd>;
  stop: () => void;
};

/** A command did not do what it was asked for. */
export class CsethFailed extends Error {
  override readonly name = "CsethFailed";
}

/** The command line as a person uses it: every command a process of its own. */
export function createCseth(root: string): Cseth {
  const running = new Set<ChildProcess>();
  return {
    run: async (args, { config, key }) => {
      const script = join(root, "relayer/bin/cseth.mjs");
      const child = spawn(process.execPath, [script, ...args, "--json", "--config", config], {
        env: { ...process.env, ...(key ? { CSETH__USER__KEY: key } : {}) },
        stdio: ["ignore", "pipe", "pipe"],
      });
      running.add(child);
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (chunk: Buffer) => {
        stdout += chunk.toString();
      });
      child.stderr.on("data", (chunk: Buffer) => {
        stderr += chunk.toString();
      });
      const code = await new Promise<number | null>((resolve, reject) => {
        child.once("error", reject).once("close", resolve);
      });
      running.delete(child);
      const last = stdout.trimEnd().split("\n").at(-1) ?? "";
      if (!last.startsWith("{"))
        throw new CsethFailed(`cseth ${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
      return { code, answer: JSON.parse(last), stderr };
    },
    stop: () => {
      for (const child of running) child.kill("SIGKILL");
    },
  };
}

/** The answer of a command that must succeed. */
export async function answerOf(ending: Promise<CsethEnd>): Promise<Record<string, unknown>> {
  const { code, answer, stderr } = await ending;
  if (code === 0) return answer;
  throw new CsethFailed(`cseth ended with ${code}: ${JSON.stringify(answer)} ${stderr}`);
}
