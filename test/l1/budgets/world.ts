// The lane hub and the operator registry of production, behind their proxies, on an in-process chain.
import { strict as assert } from "node:assert";
import erc1967Proxy from "@openzeppelin/contracts/build/contracts/ERC1967Proxy.json" with { type: "json" };
import hre from "hardhat";
import {
  type Abi,
  type Address,
  concat,
  encodeDeployData,
  encodeFunctionData,
  encodePacked,
  type Hex,
  hexToBytes,
  parseEventLogs,
  type TransactionReceipt,
} from "viem";
import { outboxRoot } from "../../../shared/src/merkle/outbox-tree.ts";
import { actionLeaf, encodeRun } from "../../../shared/src/messages/action.ts";

export const LANE_ID = 1;
/** What one transaction of a relayer has. */
export const TRANSACTION_GAS = 15_000_000n;
const GATEWAY: Address = "0x00000000000000000000000000000000000a7e01";
/** ERC-7930 address of an L2 hub on chain 901. */
const PEER: Hex = `0x00010000020385${"14"}${"11".repeat(20)}`;
/** Answers every call with (1, 0, 0, 0, 0, 0, 0, 0, 0): a lane that exists, a landing that opens no request. */
const CORE_CODE: Hex = "0x60015f526101205ff3";

export type World = Awaited<ReturnType<typeof createWorld>>;
type Artifact = { abi: Abi; bytecode: Hex };

export async function createWorld() {
  const { provider } = await hre.network.create({
    network: "l1",
    override: { chainId: 900, blockGasLimit: 60_000_000n, loggingEnabled: false },
  });
  const request = (method: string, ...params: unknown[]) => provider.request({ method, params });
  const [owner] = (await request("eth_accounts")) as [Address];
  const artifactOf = async (name: string) => (await hre.artifacts.readArtifact(name)) as unknown as Artifact;
  const hubArtifact = await artifactOf("LaneHub");
  const registryArtifact = await artifactOf("OperatorRegistry");

  async function send(
    from: Address,
    to: Address | null,
    data: Hex,
    gas = TRANSACTION_GAS,
  ): Promise<TransactionReceipt> {
    const hash = await request("eth_sendTransaction", { from, to, data, gas: `0x${gas.toString(16)}` });
    const receipt = (await request("eth_getTransactionReceipt", hash)) as TransactionReceipt;
    assert.equal(receipt.status, "0x1", "the transaction reverted");
    return receipt;
  }
  const deploy = async ({ abi, bytecode }: Artifact, args: unknown[]): Promise<Address> => {
    const { contractAddress } = await send(owner, null, encodeDeployData({ abi, bytecode, args } as never));
    assert.ok(contractAddress);
    return contractAddress;
  };
  const behindProxy = async (artifact: Artifact, args: unknown[], initArgs: unknown[]): Promise<Address> => {
    const init = encodeFunctionData({ abi: artifact.abi, functionName: "initialize", args: initArgs });
    return deploy(erc1967Proxy as unknown as Artifact, [await deploy(artifact, args), init]);
  };
  /** Puts code at an address. */
  async function place(address: Address, code: Hex): Promise<Address> {
    await request("hardhat_setCode", address, code);
    return address;
  }

  const core = await place("0x00000000000000000000000000000000000c04e1", CORE_CODE);
  const hub = await behindProxy(hubArtifact, [core, core], [owner]);
  const registry = await behindProxy(registryArtifact, [hub], [owner]);
  const govern = (functionName: string, args: unknown[]) =>
    send(owner, hub, encodeFunctionData({ abi: hubArtifact.abi, functionName, args }));
  for (const account of [GATEWAY, hub]) {
    await request("hardhat_impersonateAccount", account);
    await request("hardhat_setBalance", account, "0x56bc75e2d63100000");
  }
  await place(GATEWAY, "0x00");
  await govern("setLane", [LANE_ID, GATEWAY, PEER]);
  for (const kind of [1, 2, 3, 9]) await govern("setExecutor", [kind, registry, true]);

  let nonce = 0n;
  /** Lands a batch that carries these actions and nothing else. */
  async function land(actions: readonly Hex[]): Promise<bigint> {
    nonce += 1n;
    const zero = encodePacked(["uint64", "uint96", "uint96", "uint96", "uint96", "uint96"], [5n, 0n, 0n, 0n, 0n, 0n]);
    const body = concat([
      zero,
      encodePacked(["uint32", "bytes32"], [actions.length, outboxRoot(actions.map(actionLeaf))]),
    ]);
    const header = encodePacked(["uint8", "uint8", "uint16", "uint64"], [1, 1, LANE_ID, nonce]);
    const args = [`0x${"00".repeat(32)}`, PEER, concat([header, body])];
    await send(GATEWAY, hub, encodeFunctionData({ abi: hubArtifact.abi, functionName: "receiveMessage", args }));
    return nonce;
  }

  /** Lands and executes a whole batch in one transaction. @returns its gas, and how many actions failed */
  async function execute(actions: readonly Hex[]): Promise<{ gasUsed: number; failed: number }> {
    const args = [LANE_ID, await land(actions), 0, encodeRun(actions), []];
    const data = encodeFunctionData({ abi: hubArtifact.abi, functionName: "executeActions", args });
    const { gasUsed, logs } = await send(owner, hub, data);
    const failures = parseEventLogs({ abi: hubArtifact.abi, eventName: "ActionsFailed", logs }) as unknown as {
      args: { failures: bigint };
    }[];
    const failed = failures.reduce((count, { args: { failures: bits } }) => count + onesOf(bits), 0);
    return { gasUsed: Number(gasUsed), failed };
  }

  /** The registry's answer to a run that gets `gas` behind the transaction's own; throws when that is too little. */
  async function executeRun(actions: readonly Hex[], gas: bigint): Promise<bigint> {
    const args = [LANE_ID, encodeRun(actions)];
    const data = encodeFunctionData({ abi: registryArtifact.abi, functionName: "executeRun", args });
    const limit = `0x${(gas + intrinsicGas(data)).toString(16)}`;
    return BigInt((await request("eth_call", { from: hub, to: registry, data, gas: limit }, "latest")) as Hex);
  }

  return { send, place, govern, execute, executeRun, hub, registry };
}

/** 21,000, and 16 gas for each byte of calldata that is not zero, 4 for each that is. */
function intrinsicGas(data: Hex): bigint {
  return hexToBytes(data).reduce((gas, byte) => gas + (byte === 0 ? 4n : 16n), 21_000n);
}

function onesOf(bits: bigint): number {
  return bits.toString(2).replaceAll("0", "").length;
}
