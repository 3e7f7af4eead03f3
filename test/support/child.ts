import { spawn } from "node:child_process";

export type ChildEnd = { code: number | null; signal: string | null; stdout: string; stderr: string };

/** Runs a TypeScript file on this very Node and waits for its end. */
export async function runChild(
  script: string,
  args: readonly string[],
  options: { cwd?: string; environment?: Record<string, string> } = {},
): Promise<ChildEnd> {
  const environment = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...options.environment };
  const child = spawn(process.execPath, [script, ...args], { cwd: options.cwd, env: environment });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    output.stderr += String(chunk);
  });
  return new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal, ...output })));
}
