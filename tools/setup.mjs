#!/usr/bin/env node
// The door to every command of the project. Runs on Node 20 with nothing installed, so it imports only Node's own
// modules: sets up what is missing, then runs the command under Node 24.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleCseth } from "./setup/bundle.mjs";
import { commands, usage } from "./setup/commands.mjs";
import { compileContracts } from "./setup/contracts.mjs";
import { SETUP_EXIT_CODE, SetupFailure } from "./setup/failure.mjs";
import { ensureInstalled } from "./setup/install.mjs";
import { withLock } from "./setup/lock.mjs";
import { projectNode, thisHost } from "./setup/probe.mjs";
import { runTarget } from "./setup/run.mjs";

const usageExitCode = 2;
const lockTimeoutMs = 15 * 60_000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (line) => process.stderr.write(`setup: ${line}\n`);

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]) {
  if (!name || name === "--help" || name === "-h") {
    process.stdout.write(`${usage()}\n`);
    return name ? 0 : usageExitCode;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(`setup: [SETUP_UNKNOWN_COMMAND] there is no command "${name}"\n\n${usage()}\n`);
    return usageExitCode;
  }
  const target = command.targets.find((file) => existsSync(join(root, file)));
  if (!target) {
    say(`[SETUP_NO_TARGET] "${name}" is not part of this checkout: ${command.targets.join(" or ")} does not exist`);
    return usageExitCode;
  }
  try {
    const node = await setUp(command);
    return await runTarget({ root, node, target, args: [...(command.args ?? []), ...args] });
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    say(`[${error.code}] ${error.message}\n       What to do: ${error.remedy}`);
    return SETUP_EXIT_CODE;
  }
}

async function setUp(command) {
  const host = thisHost();
  const onWait = (owner) => say(`waiting for another set-up of this checkout (${owner})`);
  await withLock({ path: join(root, ".cache/setup.lock"), timeoutMs: lockTimeoutMs, onWait }, () =>
    ensureInstalled({ root, host, say }),
  );
  const node = projectNode(root, host);
  if (command.cseth) bundleCseth({ root, node, say });
  if (command.contracts) await compileContracts({ root, node, say });
  return node;
}
