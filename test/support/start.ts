import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Summary } from "../../tools/start/summary.ts";

const root = join(import.meta.dirname, "../..");

/** The last line of what is printed when all is well: from then on everything stays up. */
const WELCOME = /^ {2}npm run verify-deployment .*\n/m;

/**
 * Runs `npm start`'s program as a user would and returns its exit code and the last line of its stdout, parsed.
 * @param whileUp without it the program ends after the round; with it, it stays up, and gets Ctrl-C afterwards
 */
export async function runStart(
  args: readonly string[],
  { whileUp }: { whileUp?: (stderr: string) => Promise<void> } = {},
): Promise<{ code: number | null; summary: Summary; stderr: string }> {
  const once = whileUp ? [] : ["--once"];
  const child = spawn(process.execPath, [join(root, "tools/start.ts"), ...once, "--json", ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  let using: Promise<void> | undefined;
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    if (!using && whileUp && WELCOME.test(stderr)) using = whileUp(stderr).finally(() => child.kill("SIGINT"));
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  await using;
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) throw new TypeError(`no summary after exit code ${code}:\n${stderr}`);
  return { code, summary: JSON.parse(last) as Summary, stderr };
}
