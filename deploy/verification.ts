import { params as profiles } from "@cseth/shared/params";
import { type Address, createPublicClient, http, type PublicClient } from "viem";
import { type CodeExpectation, codeDigest } from "./code-expectation.ts";
import { DeployError } from "./create3.ts";
import type { CallExpectation, Expectation } from "./expectation.ts";
import { expectationsOfL1, expectationsOfLane } from "./expectations.ts";
import { createPlan } from "./plan.ts";
import type { Deployment } from "./settings.ts";

/** One answer of a chain beside what it should be. */
export type Check = Readonly<{
  chainId: number;
  contract: string;
  what: string;
  expected: string;
  actual: string;
  ok: boolean;
}>;

/**
 * Compares code, owners, roles, wiring and parameters of a deployed instance with this checkout and its settings.
 * Reads only; a contract that is missing or answers otherwise is a failed check, never an exception.
 * @throws DeployError when a chain does not answer at all
 */
export async function verifyInstance(options: {
  deployment: Deployment;
  l1RpcUrl: string;
  laneRpcUrls: Readonly<Record<number, string>>;
}): Promise<Check[]> {
  const { deployment, l1RpcUrl, laneRpcUrls } = options;
  const { settings, deployer } = deployment;
  const context = {
    settings,
    plan: createPlan({ deployer, instance: settings.instance }),
    params: profiles[settings.profile],
  };
  const checks = await checkAll(l1RpcUrl, settings.l1ChainId, expectationsOfL1(context));
  for (const lane of settings.lanes) {
    const rpcUrl = laneRpcUrls[lane.laneId];
    if (rpcUrl === undefined) continue;
    checks.push(...(await checkAll(rpcUrl, lane.chainId, expectationsOfLane({ ...context, lane }))));
  }
  return checks;
}

async function checkAll(rpcUrl: string, chainId: number, expectations: readonly Expectation[]): Promise<Check[]> {
  const client = createPublicClient({ transport: http(rpcUrl) });
  const actual = await client.getChainId().catch((cause: Error) => {
    // Only the host: the rest of an url may hold a key.
    const reason = cause.message.split("\n")[0];
    throw new DeployError(`Chain ${chainId} does not answer at ${new URL(rpcUrl).host}: ${reason}`, { cause });
  });
  const chain: Check = {
    chainId,
    contract: "chain",
    what: "chain id",
    expected: String(chainId),
    actual: String(actual),
    ok: actual === chainId,
  };
  if (!chain.ok) return [chain];
  return [
    chain,
    ...(await Promise.all(
      expectations.map((row) => {
        if ("bare" in row) return checkBare(client, chainId, row);
        return "runs" in row ? checkCode(client, chainId, row) : check(client, chainId, row);
      }),
    )),
  ];
}

async function checkBare(client: PublicClient, chainId: number, row: { contract: string; address: Address }) {
  const code = await client.getCode({ address: row.address });
  const actual = code === undefined ? "none" : `${(code.length - 2) / 2} bytes`;
  return { chainId, contract: row.contract, what: "code here", expected: "none", actual, ok: code === undefined };
}

/** Slot of ERC-1967 that holds a proxy's implementation. */
const IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

async function checkCode(client: PublicClient, chainId: number, row: CodeExpectation): Promise<Check> {
  const { contract, runs, proxied } = row;
  const slot = proxied && (await client.getStorageAt({ address: row.address, slot: IMPLEMENTATION_SLOT }));
  const address: Address = slot ? `0x${slot.slice(-40)}` : row.address;
  const expected = codeDigest(runs.deployedBytecode, runs);
  const actual = codeDigest((await client.getCode({ address })) ?? "0x", runs);
  const what = proxied ? "code of the implementation" : "code";
  return { chainId, contract, what, expected, actual, ok: actual === expected };
}

async function check(client: PublicClient, chainId: number, row: CallExpectation): Promise<Check> {
  const { contract, address, abi, functionName, args = [], pick, expected } = row;
  const what = `${functionName}(${args.map(text).join(", ")})${pick === undefined ? "" : `.${pick}`}`;
  const wanted = text(expected);
  try {
    const result = await client.readContract({ address, abi, functionName, args });
    const found = text(pick === undefined ? result : (result as Record<string | number, unknown>)[pick]);
    return { chainId, contract, what, expected: wanted, actual: found, ok: found === wanted };
  } catch (error) {
    const actual = (error as { shortMessage?: string }).shortMessage?.split("\n")[0] ?? String(error);
    return { chainId, contract, what, expected: wanted, actual, ok: false };
  }
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(" ");
  return String(value).toLowerCase();
}
