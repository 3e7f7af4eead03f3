import { spawn } from "node:child_process";
import { SetupFailure } from "./failure.mjs";

const progressEveryMs = 5_000;

/**
 * Runs one long step with visible progress; its output goes to stderr, because the last line of stdout belongs to the
 * command.
 *
 * @param {{ command: string[], cwd: string, env?: NodeJS.ProcessEnv, label: string, say: (line: string) => void,
 *   failure: { code: string, message: string, remedy: string } }} options
 */
export async function runStep({ command, cwd, env, label, say, failure }) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const progress = setInterval(() => say(`${label}: ${seconds()} …`), progressEveryMs);
  try {
    const outcome = await new Promise((resolve, reject) => {
      const child = spawn(command[0], command.slice(1), { cwd, env: env ?? process.env, stdio: ["ignore", 2, 2] });
      child.on("error", reject);
      child.on("close", (code, signal) => resolve(signal ?? code));
    });
    if (outcome !== 0) throw new Error(`${command.join(" ")} ended with ${outcome}`);
    say(`${label}: done in ${seconds()}`);
  } catch (error) {
    throw new SetupFailure({ ...failure, message: `${failure.message} (${error.message})`, cause: error });
  } finally {
    clearInterval(progress);
  }
}
