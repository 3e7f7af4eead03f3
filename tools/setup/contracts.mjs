import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withLock } from "./lock.mjs";
import { runStep } from "./step.mjs";

const sourceFolders = ["l1-contracts", "l2-contracts", "shared/contracts", "devnet/contracts"];
const compileTimeoutMs = 20 * 60_000;
const inputs = ["hardhat.config.ts", "package-lock.json", "remappings.txt"];

/**
 * Compiles the production contracts if a source or the compiler's settings changed since the last time. Starting
 * Hardhat only to hear that nothing changed costs a second, hence the fingerprint of our own.
 *
 * @param {{ root: string, node: string, say: (line: string) => void }} options
 * @returns {Promise<boolean>} whether it compiled
 */
export function compileContracts({ root, node, say }) {
  return withCompilerLock({ root, say }, () => compileIfChanged({ root, node, say }));
}

/**
 * Hardhat's cache is one file: two compilations of one checkout at the same time would lose each other's entries.
 *
 * @template T
 * @param {{ root: string, say: (line: string) => void }} options
 * @param {() => Promise<T>} work
 */
export function withCompilerLock({ root, say }, work) {
  const onWait = (owner) => say(`waiting for another compilation of this checkout (${owner})`);
  return withLock({ path: join(root, ".cache/compile.lock"), timeoutMs: compileTimeoutMs, onWait }, work);
}

async function compileIfChanged({ root, node, say }) {
  const stamp = join(root, ".cache/contracts.json");
  const fingerprint = fingerprintOf(root);
  const last = existsSync(stamp) ? JSON.parse(readFileSync(stamp, "utf8")).fingerprint : undefined;
  if (last === fingerprint && existsSync(join(root, "artifacts"))) return false;
  say("compiling the contracts");
  await runStep({
    command: [node, join(root, "node_modules/hardhat/dist/src/cli.js"), "build", "--no-tests"],
    cwd: root,
    env: { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" },
    label: "compile",
    say,
    failure: {
      code: "SETUP_COMPILE",
      message: "the contracts do not compile",
      remedy: "read the compiler's message above and correct the source",
    },
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${JSON.stringify({ fingerprint })}\n`);
  return true;
}

function fingerprintOf(root) {
  const hash = createHash("sha256");
  const sources = sourceFolders.flatMap((folder) => solidityFiles(root, folder)).sort();
  for (const file of [...inputs, ...sources]) {
    hash.update(`${file}\0`);
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
    hash.update("\0");
  }
  return hash.digest("hex");
}

function solidityFiles(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .filter((file) => String(file).endsWith(".sol"))
    .map((file) => join(folder, String(file)));
}
