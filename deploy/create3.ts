import type { Artifact } from "rocketh/types";
import { type Address, concat, encodeFunctionData, getAddress, type Hex, parseAbi, toHex } from "viem";
import type { DeployEnvironment } from "../rocketh/deploy.ts";
import { CREATE3_FACTORY } from "./plan.ts";

const factoryAbi = parseAbi(["function deployDeterministic(bytes creationCode, bytes32 salt) returns (address)"]);

/** Arachnid's deterministic deployment proxy, which rocketh uses for CREATE2 and which is on every public chain. */
const CREATE2_FACTORY: Address = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

async function hasCode(env: DeployEnvironment, address: Address): Promise<boolean> {
  const code = (await env.network.provider.request({ method: "eth_getCode", params: [address, "latest"] })) as Hex;
  return code !== "0x";
}

/** @throws DeployError if something stands at an address that must stay empty on this chain */
export async function requireBare(env: DeployEnvironment, address: Address): Promise<void> {
  if (await hasCode(env, address))
    throw new DeployError(`${address} has code on this chain and must not: deploy under another instance name.`);
}

/** Puts rocketh's CREATE3 factory on a chain that lacks it. Needs the CREATE2 factory: deploy an implementation first. */
async function ensureFactory(env: DeployEnvironment): Promise<void> {
  if (await hasCode(env, CREATE3_FACTORY)) return;
  const info = env.network.deterministicDeployment;
  if (!("create3" in info) || !info.create3)
    throw new DeployError("This rocketh has no CREATE3 factory: pin the version of package.json.");
  await send(env, {
    to: CREATE2_FACTORY,
    data: concat([info.create3.salt ?? `0x${"00".repeat(32)}`, info.create3.bytecode]),
  });
  if (!(await hasCode(env, CREATE3_FACTORY)))
    throw new DeployError(`The CREATE3 factory did not appear at ${CREATE3_FACTORY}.`);
}

/**
 * Creates a contract at its planned address, once: when code stands there already it is only recorded.
 * Idempotent by chain state, not by files, so an interrupted run continues where it stopped. Contracts that do not need
 * each other may be created at the same time: their transactions share a block.
 */
export async function deployAt(
  env: DeployEnvironment,
  contract: {
    name: string;
    address: Address;
    salt: Hex;
    creationCode: Hex;
    artifact: Artifact;
    prefund?: bigint;
    /** Kept beside address and ABI. */
    about?: Record<string, unknown>;
  },
): Promise<{ address: Address; newlyDeployed: boolean }> {
  const { name, address, salt, creationCode, artifact, prefund = 0n, about } = contract;
  const present = await hasCode(env, address);
  if (!present) {
    await ensureFactory(env);
    await fund(env, address, prefund);
    await simulate(env, { name, creationCode, prefund });
    await send(env, {
      to: CREATE3_FACTORY,
      data: encodeFunctionData({ abi: factoryAbi, functionName: "deployDeterministic", args: [creationCode, salt] }),
    });
    if (!(await hasCode(env, address)))
      throw new DeployError(`${name} did not appear at ${address}: was the plan made for another deployer?`);
  }
  const linked = about === undefined ? {} : { linkedData: about as never };
  await env.save(name, { ...artifact, address: getAddress(address), argsData: "0x", ...linked });
  return { address, newlyDeployed: !present };
}

/** Runs the creation alone first: the factory swallows the constructor's reason and only says that it failed. */
async function simulate(
  env: DeployEnvironment,
  { name, creationCode, prefund }: { name: string; creationCode: Hex; prefund: bigint },
): Promise<void> {
  try {
    const call = { from: env.namedAccounts.deployer, data: creationCode, value: toHex(prefund) };
    await env.network.provider.request({ method: "eth_call", params: [call, "latest"] } as never);
  } catch (cause) {
    throw new DeployError(`Creating ${name} would revert: see the cause.`, { cause });
  }
}

/** The factory forwards no ether, so an initializer that needs some finds it at its address already. */
async function fund(env: DeployEnvironment, address: Address, wei: bigint): Promise<void> {
  const balance = BigInt(
    (await env.network.provider.request({ method: "eth_getBalance", params: [address, "latest"] })) as Hex,
  );
  if (balance < wei) await send(env, { to: address, value: wei - balance });
}

/**
 * Resolves once the transaction is in a block. Not through rocketh, which keeps a file of those that are under way:
 * several at once would write over each other, and here the chain says how far a deployment is.
 */
async function send(
  env: DeployEnvironment,
  { to, data = "0x", value = 0n }: { to: Address; data?: Hex; value?: bigint },
) {
  const transaction = { from: env.namedAccounts.deployer, to, data, value: toHex(value) };
  await env.network.provider.request({ method: "eth_sendTransaction", params: [transaction] } as never);
}

/** What `deployments/` keeps of an artifact: no metadata, which would change with every comment. */
export function recordOf({ abi, bytecode }: Pick<Artifact, "abi" | "bytecode">): Artifact {
  return { abi, bytecode, metadata: "" };
}

export class DeployError extends Error {
  override readonly name = "DeployError";
}
