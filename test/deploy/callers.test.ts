import assert from "node:assert/strict";
import { hdAccount } from "@cseth/devnet/accounts";
import {
  type Abi,
  type AbiFunction,
  type AbiParameter,
  type Address,
  createPublicClient,
  decodeErrorResult,
  encodeFunctionData,
  type Hex,
  http,
  type PublicClient,
  parseAbi,
  RpcRequestError,
  toFunctionSelector,
  toFunctionSignature,
} from "viem";
import { CALLERS } from "../../deploy/callers.ts";
import { L1_NAMES } from "../../deploy/plan.ts";
import { timelockArtifact } from "../../deploy/timelock.ts";
import { artifacts } from "../../rocketh/deploy.ts";
import { type DeployWorld, deployedWorld } from "./world.ts";

const IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
const NOBODY: Address = "0x0000000000000000000000000000000000000000";
const STRANGER = hdAccount(15).address;
const ownableAbi = parseAbi(["function owner() view returns (address)"]);

type Standing = Readonly<{ contract: string; address: Address; client: PublicClient; owner: Address; abi: Abi }>;

describe("who may call what (GOV-1, T-71)", function () {
  this.timeout(120_000);
  let world: DeployWorld;
  let standing: readonly Standing[];
  before(async () => {
    world = await deployedWorld();
    standing = contractsOf(world);
  });

  const changing = (abi: Abi) => [
    ...abi.filter((item) => item.type === "function" && !["view", "pure"].includes(item.stateMutability)),
    ...abi.filter(({ type }) => type === "receive" || type === "fallback"),
  ];
  const nameOf = (item: Abi[number]) => ("name" in item && item.name ? item.name : item.type);

  it("stands in one table: every function that changes state, of every contract, and no other", () => {
    assert.deepEqual([...new Set(standing.map(({ contract }) => contract))].sort(), Object.keys(CALLERS).sort());
    for (const { contract, abi } of standing) {
      const listed = Object.keys(CALLERS[contract] ?? {}).sort();
      assert.deepEqual([...new Set(changing(abi).map(nameOf))].sort(), listed, contract);
    }
  });

  it("is what the chains say: a stranger is refused where the table says so, with its error, and nowhere else", async () => {
    const listed = Object.values(CALLERS).flatMap((callers) => Object.values(callers));
    const refusals = new Set(listed.flatMap(({ refusedWith }) => refusedWith ?? []));
    const calls = standing.flatMap(({ contract, abi, address, client }) =>
      changing(abi).map(async (item) => {
        const { refusedWith } = CALLERS[contract]?.[nameOf(item)] ?? assert.fail(nameOf(item));
        const found = await errorOf({ client, address, abi, item });
        const isSo = refusedWith === undefined ? !refusals.has(found ?? "") : found === refusedWith;
        return { refusedWith, wrong: isSo ? [] : [`${contract}.${nameOf(item)}: ${found}, not ${refusedWith}`] };
      }),
    );
    const found = await Promise.all(calls);
    assert.deepEqual(
      found.flatMap(({ wrong }) => wrong),
      [],
    );
    assert.ok(found.filter(({ refusedWith }) => refusedWith !== undefined).length > 150);
  });

  it("answers to the timelock of its chain, or to nobody", async () => {
    const owned = standing.filter(({ abi }) => abi.some((item) => nameOf(item) === "transferOwnership"));
    for (const { contract, address, client, owner } of owned) {
      const found = await client.readContract({ address, abi: ownableAbi, functionName: "owner" });
      assert.equal(found, contract.includes("LayerZero") ? NOBODY : owner, contract);
    }
    assert.equal(owned.length, 20);
  });

  it("hides no call of PoolExtension: what the pool answers itself beside it is the token, which both have", () => {
    const namesBySelector = (abi: Abi) => {
      const functions = abi.filter((item) => item.type === "function");
      return new Map(functions.map((item) => [toFunctionSelector(item), toFunctionSignature(item)]));
    };
    const pool = namesBySelector(artifacts.L2StakingPool.abi as Abi);
    const extension = [...namesBySelector(artifacts.PoolExtension.abi as Abi)];
    for (const [selector, signature] of extension) {
      if (pool.has(selector)) assert.equal(pool.get(selector), signature);
    }
    const handedOver = extension.filter(([selector]) => !pool.has(selector)).map(([, signature]) => signature);
    assert.deepEqual(handedOver.sort(), [
      "fallNonce()",
      "flashExit(uint256,address,uint256)",
      "flashReserve()",
      "forwardRoom()",
      "mintRewards(address,uint256)",
      "previewFlashExit(uint256)",
      "settleBatches((uint64,uint256)[])",
      "stakeRefill()",
      "waitingBefore(uint256)",
    ]);
  });

  it("leaves no implementation to be initialized by a stranger (T-72)", async () => {
    const proxies = standing.filter(({ abi }) => abi.some((item) => nameOf(item) === "initialize"));
    assert.equal(proxies.length, 15);
    for (const { contract, address, client, abi } of proxies) {
      const slot = await client.getStorageAt({ address, slot: IMPLEMENTATION_SLOT });
      const item = abi.find((one) => nameOf(one) === "initialize") ?? assert.fail();
      const found = await errorOf({ client, address: `0x${slot?.slice(-40)}`, abi, item });
      assert.equal(found, "InvalidInitialization", contract);
    }
  });
});

/** What a stranger's call ends with: an error's name, or nothing. */
async function errorOf(call: { client: PublicClient; address: Address; abi: Abi; item: Abi[number] }) {
  const { client, address, abi, item } = call;
  const data: Hex = item.type === "function" ? encodeFunctionData(callOf(item)) : "0x";
  const value = item.type === "receive" ? "0x1" : "0x0";
  try {
    await client.request({ method: "eth_call", params: [{ from: STRANGER, to: address, data, value }, "latest"] });
    return undefined;
  } catch (error) {
    const reverted = error instanceof Error ? revertDataOf(error) : undefined;
    if (reverted === undefined) throw error;
    if (reverted === "0x") return "without a reason";
    try {
      return decodeErrorResult({ abi, data: reverted }).errorName;
    } catch {
      return reverted.slice(0, 10);
    }
  }
}

function revertDataOf(error: Error): Hex | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { data } = cause as { data?: unknown };
    if (typeof data === "string") return data as Hex;
    if (cause instanceof RpcRequestError && cause.code === 3) return "0x";
  }
  return undefined;
}

/** With what passes for arguments: the desk of an L2 looks at them before it looks at the caller. */
function callOf(item: AbiFunction) {
  return { abi: [item], functionName: item.name, args: item.inputs.map(passingFor) };
}

function passingFor(parameter: AbiParameter): unknown {
  const { type } = parameter;
  const [, element, size] = /^(.*)\[(\d*)\]$/.exec(type) ?? [];
  if (element !== undefined)
    return Array.from({ length: Number(size) }, () => passingFor({ ...parameter, type: element }));
  if (type.startsWith("tuple")) {
    const { components } = parameter as AbiParameter & { components: readonly AbiParameter[] };
    return Object.fromEntries(components.map((each) => [each.name ?? "", passingFor(each)]));
  }
  if (type === "address") return STRANGER;
  if (type === "bool") return false;
  if (type === "string") return "";
  if (type === "bytes") return `0x${"01".repeat(48)}`;
  if (type.startsWith("bytes")) return `0x${"01".repeat(Number(type.slice(5)))}`;
  return Number(type.match(/\d+$/)?.[0] ?? 256) <= 48 ? 1 : 1n;
}

function contractsOf({ devnet, plan, settings, urlsOf }: DeployWorld): Standing[] {
  const clientOf = (url: string) => createPublicClient({ transport: http(url) });
  const on = (url: string, owner: Address) => {
    const client = clientOf(url);
    return (contract: keyof typeof artifacts | "TimelockController", address: Address): Standing => ({
      contract,
      address,
      client,
      owner,
      abi: contract === "TimelockController" ? timelockArtifact.abi : (artifacts[contract].abi as Abi),
    });
  };
  const l1 = on(devnet.l1.rpcUrl, plan.l1("Timelock"));
  const urls = urlsOf(devnet);
  const plain = L1_NAMES.filter((name) => name !== "Timelock");
  return [
    l1("TimelockController", plan.l1("Timelock")),
    ...plain.map((name) => l1(name, plan.l1(name))),
    ...settings.lanes.flatMap(({ laneId, kind }) => {
      const l2 = on(urls[laneId] ?? "", plan.l2("Timelock", laneId));
      const isOp = kind === "op-stack";
      return [
        l1(isOp ? "L1OpStackGateway" : "L1ArbitrumGateway", plan.l1("L1CanonicalGateway", laneId)),
        l1("L1LayerZeroGateway", plan.l1("L1FastGateway", laneId)),
        l2("TimelockController", plan.l2("Timelock", laneId)),
        ...(["L2StakingPool", "L2Hub", "NodeDesk", "RewardDistributor", "ReportBoard", "PoolLens"] as const).map(
          (name) => l2(name, plan.l2(name, laneId)),
        ),
        l2("PoolExtension", plan.l2("L2StakingPool", laneId)),
        l2(isOp ? "L2OpStackGateway" : "L2ArbitrumGateway", plan.l2("L2CanonicalGateway", laneId)),
        l2("L2LayerZeroGateway", plan.l2("L2FastGateway", laneId)),
      ];
    }),
  ];
}
