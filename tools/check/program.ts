import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";

/** Runs a program of node_modules/.bin. Returns its output as problems if it fails, nothing if it succeeds. */
export async function program(root: string, name: string, args: readonly string[]): Promise<string[]> {
  const path = [dirname(process.execPath), join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const child = spawn(join(root, "node_modules/.bin", name), args, {
    cwd: root,
    env: { ...process.env, PATH: path, FORCE_COLOR: "0", NO_COLOR: "1", NODE_NO_WARNINGS: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const outcome = await new Promise<number | string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  if (outcome === 0) return [];
  return [...output.split("\n").filter((line) => line.trim() !== ""), `${name} ended with ${outcome}`];
}
