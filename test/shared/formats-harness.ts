// Compiles and deploys FormatsHarness on an in-process chain and calls it in large batches.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import hre from "hardhat";
import { type Abi, type Address, decodeErrorResult, decodeFunctionResult, encodeFunctionData, type Hex } from "viem";
import { withCompilerLock } from "../../tools/setup/contracts.mjs";

export type HarnessCall = Readonly<{ functionName: string; args: readonly unknown[] }>;
/** `value` as viem decodes it, or the name of the contract's error. */
export type HarnessAnswer = Readonly<{ ok: true; value: unknown } | { ok: false; error: string }>;

export type FormatsHarness = Readonly<{
  address: Address;
  chainId: number;
  callMany: (calls: readonly HarnessCall[]) => Promise<HarnessAnswer[]>;
  /** One call that must succeed. */
  call: (functionName: string, ...args: unknown[]) => Promise<unknown>;
}>;

const root = dirname(dirname(import.meta.dirname));
const source = "test/shared/harness/FormatsHarness.sol";

export async function createFormatsHarness(): Promise<FormatsHarness> {
  const { abi, bytecode } = await compile();
  const { provider } = await hre.network.create({
    network: "l1",
    override: { chainId: 900, blockGasLimit: 2n ** 40n, allowUnlimitedContractSize: true, loggingEnabled: false },
  });
  const [from] = (await provider.request({ method: "eth_accounts" })) as [Address];
  const hash = await provider.request({ method: "eth_sendTransaction", params: [{ from, data: bytecode }] });
  const receipt = (await provider.request({ method: "eth_getTransactionReceipt", params: [hash] })) as {
    contractAddress: Address;
  };
  const address = receipt.contractAddress;

  const callMany = async (calls: readonly HarnessCall[]): Promise<HarnessAnswer[]> => {
    const encoded = calls.map((call) => encodeFunctionData({ abi, ...call }));
    const data = encodeFunctionData({ abi, functionName: "attempt", args: [encoded] });
    const result = (await provider.request({
      method: "eth_call",
      params: [{ from, to: address, data }, "latest"],
    })) as Hex;
    const attempts = decodeFunctionResult({ abi, functionName: "attempt", data: result }) as {
      ok: boolean;
      result: Hex;
    }[];
    return attempts.map(({ ok, result }, index) => {
      if (!ok) return { ok, error: errorName(abi, result) };
      const { functionName } = calls[index] as HarnessCall;
      return { ok, value: decodeFunctionResult({ abi, functionName, data: result }) };
    });
  };
  const call = async (functionName: string, ...args: unknown[]) => {
    const [answer] = await callMany([{ functionName, args }]);
    if (!answer?.ok) assert.fail(`${functionName} reverted with ${answer?.error}`);
    return answer.value;
  };
  return { address, chainId: 900, callMany, call };
}

async function compile(): Promise<{ abi: Abi; bytecode: Hex }> {
  await withCompilerLock({ root, say: () => {} }, async () => {
    await hre.tasks.getTask("build").run({ files: [join(root, source)], noContracts: true, quiet: true });
  });
  const folder = await hre.solidity.getArtifactsDirectory("tests");
  return JSON.parse(readFileSync(join(folder, source, "FormatsHarness.json"), "utf8"));
}

function errorName(abi: Abi, data: Hex): string {
  return decodeErrorResult({ abi, data }).errorName;
}
