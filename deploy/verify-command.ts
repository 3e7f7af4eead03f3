import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { DeployError } from "./create3.ts";
import type { Deployment } from "./settings.ts";
import { type Check, verifyInstance } from "./verification.ts";

const help = `Usage: npm run verify-deployment -- --l1 <url> --lane <id>=<url> [options]

Reads the chains and compares code, owners, roles, connections and parameters with this checkout, the settings the
instance was deployed with, and shared/params.json. Sends nothing. Exit codes: 0 all agree, 1 something differs or a lane was left out,
2 bad usage or a chain that does not answer.

  --l1 <url>               RPC url of L1
  --lane <id>=<url>        RPC url of a lane's L2; once per lane
  --instance <name>        reads <deployments>/<name>.json (devnet)
  --deployments <folder>   ./deployments unless told
  --json                   one JSON object on stdout
  --help`;

class VerifyError extends Error {
  override readonly name = "VerifyError";
}

export type Output = Readonly<{ stdout: (text: string) => void; stderr: (text: string) => void }>;

/** `npm run verify-deployment`: what is on chain against settings and params.json. @returns the exit code */
export async function runVerify(argv: readonly string[], output: Output): Promise<number> {
  try {
    return await verify(argv, output);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    output.stderr(`verify-deployment: ${error.message}\n`);
    return 2;
  }
}

async function verify(argv: readonly string[], { stdout, stderr }: Output): Promise<number> {
  const values = parse(argv);
  if (values.help) {
    stdout(`${help}\n`);
    return 0;
  }
  const l1RpcUrl = parseUrl(values.l1);
  const laneRpcUrls = Object.fromEntries((values.lane ?? []).map(parseLane));
  const deployment = await readDeployment(resolve(values.deployments ?? "deployments"), values.instance ?? "devnet");
  requireKnownLanes(deployment, Object.keys(laneRpcUrls).map(Number));
  const checks = await verifyInstance({ deployment, l1RpcUrl, laneRpcUrls }).catch((cause: Error) => {
    throw cause instanceof DeployError ? new VerifyError(cause.message, { cause }) : cause;
  });
  const unread = deployment.settings.lanes.filter(({ laneId }) => laneRpcUrls[laneId] === undefined);
  const failed = checks.filter(({ ok }) => !ok);
  if (values.json) stdout(`${JSON.stringify({ ok: failed.length + unread.length === 0, checks })}\n`);
  else stdout(`${table(checks)}\n${checks.length - failed.length} agree, ${failed.length} differ\n`);
  for (const { laneId } of unread) stderr(`lane ${laneId} was not verified: give --lane ${laneId}=<url>\n`);
  return failed.length + unread.length === 0 ? 0 : 1;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
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
    throw new VerifyError(`${(error as Error).message.split(". ")[0]}; see --help.`);
  }
}

function parseUrl(text: string | undefined): string {
  if (text !== undefined && /^https?:\/\/./.test(text) && URL.canParse(text)) return text;
  const given = text === undefined ? "" : `, not "${text}"`;
  throw new VerifyError(`Which L1? Give --l1 <http url>${given}; see --help.`);
}

function requireKnownLanes({ settings }: Deployment, given: readonly number[]): void {
  const known = settings.lanes.map(({ laneId }) => laneId);
  const unknown = given.find((laneId) => !known.includes(laneId));
  if (unknown === undefined) return;
  throw new VerifyError(`${settings.instance} has no lane ${unknown}; its lanes: ${known.join(", ") || "none"}.`);
}

function parseLane(text: string): [number, string] {
  const [, id, url] = /^(\d+)=(https?:\/\/.+)$/.exec(text) ?? [];
  if (id === undefined || url === undefined || !URL.canParse(url))
    throw new VerifyError(`--lane wants <id>=<url>, not "${text}".`);
  return [Number(id), url];
}

async function readDeployment(folder: string, instance: string): Promise<Deployment> {
  const path = join(folder, `${instance}.json`);
  try {
    const deployment = JSON.parse(await readFile(path, "utf8")) as Deployment;
    if (Array.isArray(deployment.settings?.lanes)) return deployment;
    throw new VerifyError(`${path} is not what a deployment wrote.`);
  } catch (cause) {
    if (cause instanceof VerifyError) throw cause;
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
