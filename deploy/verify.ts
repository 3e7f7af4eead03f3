// `npm run verify-deployment`: owners, roles, wiring and parameters on chain against settings and params.json.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Deployment } from "./settings.ts";
import { type Check, verifyInstance } from "./verification.ts";

const help = `Usage: npm run verify-deployment -- --instance <name> --l1 <url> --lane <id>=<url> [options]

Reads the chains and compares every owner, role, connection and parameter with the settings the instance was deployed
with and with shared/params.json. Sends nothing. Exit code 0 only if all agree.

  --instance <name>        reads <deployments>/<name>.json (devnet)
  --deployments <folder>   ./deployments unless told
  --l1 <url>               RPC url of L1
  --lane <id>=<url>        RPC url of a lane's L2; once per lane
  --json                   one JSON object on stdout
  --help`;

class VerifyError extends Error {
  override readonly name = "VerifyError";
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof VerifyError)) throw error;
  process.stderr.write(`verify-deployment: ${error.message}\n`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const values = parse();
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const l1RpcUrl = values.l1 ?? process.env["CSETH_L1_RPC_URL"];
  if (l1RpcUrl === undefined) throw new VerifyError("Which L1? Give --l1 <url>; see --help.");
  const laneRpcUrls = Object.fromEntries((values.lane ?? []).map(parseLane));
  const deployment = await readDeployment(resolve(values.deployments ?? "deployments"), values.instance ?? "devnet");
  const checks = await verifyInstance({ deployment, l1RpcUrl, laneRpcUrls }).catch((cause: Error) => {
    throw new VerifyError(`A chain does not answer: ${cause.message.split("\n")[0]}`, { cause });
  });
  const unread = deployment.settings.lanes.filter(({ laneId }) => laneRpcUrls[laneId] === undefined);
  const failed = checks.filter(({ ok }) => !ok);
  if (values.json) process.stdout.write(`${JSON.stringify({ ok: failed.length + unread.length === 0, checks })}\n`);
  else process.stdout.write(`${table(checks)}\n${checks.length - failed.length} agree, ${failed.length} differ\n`);
  for (const { laneId } of unread)
    process.stderr.write(`lane ${laneId} was not verified: give --lane ${laneId}=<url>\n`);
  return failed.length + unread.length === 0 ? 0 : 1;
}

function parse() {
  try {
    return parseArgs({
      options: {
        instance: { type: "string" },
        deployments: { type: "string" },
        l1: { type: "string" },
        lane: { type: "string", multiple: true },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new VerifyError(`${(error as Error).message} See --help.`);
  }
}

function parseLane(text: string): [number, string] {
  const [, id, url] = /^(\d+)=(https?:\/\/.+)$/.exec(text) ?? [];
  if (id === undefined || url === undefined) throw new VerifyError(`--lane wants <id>=<url>, not "${text}".`);
  return [Number(id), url];
}

async function readDeployment(folder: string, instance: string): Promise<Deployment> {
  const path = join(folder, `${instance}.json`);
  try {
    return JSON.parse(await readFile(path, "utf8")) as Deployment;
  } catch (cause) {
    throw new VerifyError(`There is no readable deployment at ${path}: give --instance and --deployments.`, { cause });
  }
}

function table(checks: readonly Check[]): string {
  return checks
    .map(({ chainId, contract, what, expected, actual, ok }) =>
      ok ? `✓ ${chainId} ${contract} ${what}` : `✗ ${chainId} ${contract} ${what}: ${actual}, expected ${expected}`,
    )
    .join("\n");
}
