import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";

const forwarded = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];

/**
 * Runs a program of the project under its Node and ends as it ends: same exit code, or 128 + signal.
 *
 * @param {{ root: string, node: string, target: string, args: string[] }} options
 * @returns {Promise<number>} the exit code
 */
export function runTarget({ root, node, target, args }) {
  const path = [dirname(node), join(root, "node_modules/.bin"), process.env.PATH].filter(Boolean).join(delimiter);
  const child = spawn(node, [join(root, target), ...args], {
    cwd: root,
    // Node keeps there what it has compiled, by content: the next start takes half the time.
    env: { NODE_COMPILE_CACHE: join(root, ".cache/node"), ...process.env, PATH: path },
    stdio: "inherit",
  });
  for (const signal of forwarded) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the whole process group, the child included: a second one would mean "at once".
      const fromTerminal = signal === "SIGINT" && process.stdin.isTTY;
      if (!fromTerminal) child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
  });
}
