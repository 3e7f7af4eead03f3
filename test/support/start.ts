import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Summary } from "../../tools/start/summary.ts";

const root = join(import.meta.dirname, "../..");

/** Runs `npm start`'s program as a user would and returns its exit code and the last line of its stdout, parsed. */
export async function runStart(
  args: readonly string[],
): Promise<{ code: number | null; summary: Summary; stderr: string }> {
  const child = spawn(process.execPath, [join(root, "tools/start.ts"), "--once", "--json", ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) throw new TypeError(`no summary after exit code ${code}:\n${stderr}`);
  return { code, summary: JSON.parse(last) as Summary, stderr };
}
