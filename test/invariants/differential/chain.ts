// Deploys both ends of a lane and the player on an in-process chain, and plays steps there.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import hre from "hardhat";
import {
  type Abi,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  numberToHex,
  zeroAddress,
} from "viem";
import { withCompilerLock } from "../../../tools/setup/contracts.mjs";
import { CHAIN_ID, interoperable, L1_CHAIN, L2_CHAIN, PLAYER } from "./peers.ts";
import { playerAbi } from "./player-abi.ts";
import type { Setup } from "./setup.ts";
import { handOver } from "./timelock.ts";

/** One call in a sequence, and the ether it brings. `caller` 0 is the player, n its n-th account. */
export type Step = Readonly<{ caller: number; target: Address; value: bigint; data: Hex }>;

/** What one step did on chain: what it returned or reverted with, and every number of the contracts afterwards. */
export type Outcome = Readonly<{ success: boolean; result: Hex; words: Hex }>;

export type Addresses = Readonly<{
  player: Address;
  core: Address;
  laneHub: Address;
  pool: Address;
  l2Hub: Address;
  distributor: Address;
  l1Gateway: Address;
  l2Gateway: Address;
  l1Timelock: Address;
  l2Timelock: Address;
  treasury: Address;
  accounts: readonly Address[];
}>;

export type Chain = Readonly<{
  addresses: Addresses;
  /** Block time at which the L2 hub was set up. */
  deployedAt: bigint;
  /** Plays the steps in one transaction at `timestamp`. */
  play(timestamp: bigint, steps: readonly Step[]): Promise<Outcome[]>;
  /** Moves buffered ether of the core into activation, which no contract does yet. */
  activate(amount: bigint): Promise<void>;
  /** Another contract beside those of the lane, for an upgrade. */
  deploy(code: Hex): Promise<Address>;
  snapshot(): Promise<Hex>;
  revert(snapshot: Hex): Promise<void>;
}>;

const TREASURY: Address = "0x00000000000000000000000000000000007ea501";
const EMPTY_VAULT: Address = "0x0000000000000000000000000000000000007a17";
const DESK: Address = "0x0000000000000000000000000000000000de5c00";
const ACCOUNTS = 3;
const MANY_ETHER = 10n ** 27n;
/** keccak256 slot of CoreState, see l1-contracts/core/CoreStorage.sol. */
const CORE_STATE = 0x79e9ce404cf7e6c1bc6a691e16c941d8a70ffa67ebd0aa12bbdc7c5b9ba31300n;

const root = dirname(dirname(dirname(import.meta.dirname)));
const playerSource = "test/invariants/SequencePlayer.sol";

type Receipt = Readonly<{
  status: Hex;
  contractAddress: Address;
  logs: readonly { data: Hex; topics: readonly Hex[] }[];
}>;
type Artifact = Readonly<{ abi: Abi; bytecode: Hex; deployedBytecode: Hex }>;
export type View = Readonly<{ target: Address; selector: Hex; argument: bigint }>;

/** A transaction of the harness itself failed. */
export class ChainError extends Error {
  constructor(target: string) {
    super(`a transaction to ${target} failed; steps may fail, their transaction may not`);
    this.name = "ChainError";
  }
}

export async function createChain(input: {
  setup: Setup;
  views: (addresses: Addresses) => readonly View[];
}): Promise<Chain> {
  const player = await compilePlayer();
  const { provider } = await hre.network.create({
    network: "l1",
    override: {
      chainId: CHAIN_ID,
      initialDate: new Date(Number(input.setup.params.frameZeroTime - 3_600n) * 1000),
      allowBlocksWithSameTimestamp: true,
      blockGasLimit: 2n ** 40n,
      transactionGasCap: false,
      // For upgrades' code, which is compiled without the optimizer.
      allowUnlimitedContractSize: true,
      initialBaseFeePerGas: 0,
      loggingEnabled: false,
    },
  });
  const request = <Result>(method: string, ...params: unknown[]) =>
    provider.request({ method, params }) as Promise<Result>;
  const [owner] = (await request<Address[]>("eth_accounts")) as [Address];

  async function send(transaction: { to?: Address; data: Hex; value?: bigint }) {
    const hash = await request<Hex>("eth_sendTransaction", {
      from: owner,
      gas: numberToHex(2n ** 32n),
      gasPrice: "0x0",
      ...transaction,
      value: numberToHex(transaction.value ?? 0n),
    });
    const receipt = await request<Receipt>("eth_getTransactionReceipt", hash);
    if (receipt.status !== "0x1") throw new ChainError(transaction.to ?? "a deployment");
    return receipt;
  }

  async function play(timestamp: bigint, steps: readonly Step[]): Promise<Outcome[]> {
    await request("evm_setNextBlockTimestamp", Number(timestamp));
    const data = encodeFunctionData({
      abi: playerAbi,
      functionName: "play",
      args: [steps.map((step) => ({ ...step, caller: BigInt(step.caller) }))],
    });
    const { logs } = await send({ to: PLAYER, data });
    // The contracts' own events have topics.
    return logs.filter(({ topics }) => topics.length === 0).map(({ data }) => parseOutcome(data));
  }

  async function activate(amount: bigint): Promise<void> {
    const core = addresses.core;
    const read = async (slot: bigint) => BigInt(await request<Hex>("eth_getStorageAt", core, hex32(slot), "latest"));
    const write = (slot: bigint, word: bigint) => request("hardhat_setStorageAt", core, hex32(slot), hex32(word));
    // slot 0: buffered above 88 bits; slot 3: inActivation above 176 bits.
    await write(CORE_STATE, (await read(CORE_STATE)) - (amount << 88n));
    await write(CORE_STATE + 3n, (await read(CORE_STATE + 3n)) + (amount << 176n));
    const balance = BigInt(await request<Hex>("eth_getBalance", core, "latest"));
    await request("hardhat_setBalance", core, numberToHex(balance - amount));
  }

  await request("hardhat_setCode", PLAYER, player.deployedBytecode);
  await request("hardhat_setBalance", PLAYER, numberToHex(MANY_ETHER));
  for (let index = 0; index < ACCOUNTS; index++) {
    await send({ to: PLAYER, data: encodeFunctionData({ abi: playerAbi, functionName: "addAccount" }) });
  }
  let deployedAt = 0n;
  const addresses = await deploy();
  await send({
    to: PLAYER,
    data: encodeFunctionData({
      abi: playerAbi,
      functionName: "setUp",
      args: [
        addresses.core,
        [addresses.core, addresses.pool, addresses.laneHub, addresses.l2Hub],
        input.views(addresses),
      ],
    }),
  });
  return {
    addresses,
    deployedAt,
    play,
    activate,
    deploy: async (data) => (await send({ data })).contractAddress,
    snapshot: () => request<Hex>("evm_snapshot"),
    async revert(snapshot) {
      await request("evm_revert", snapshot);
    },
  };

  async function deploy(): Promise<Addresses> {
    const { timelockDelayL1, timelockDelayL2 } = input.setup;
    const l1Timelock = await deployTimelock();
    const l2Timelock = await deployTimelock();
    const first = BigInt(await request<Hex>("eth_getTransactionCount", owner, "latest"));
    const at = (index: number) => getContractAddress({ from: owner, nonce: first + BigInt(index) });
    const [core, laneHub, pool, distributor, l2Hub, l1Gateway, l2Gateway] = [1, 3, 5, 6, 8, 9, 10].map(at) as [
      Address,
      Address,
      Address,
      Address,
      Address,
      Address,
      Address,
    ];
    const { setup } = input;
    const { params } = setup;
    const create = async (name: string, args: readonly unknown[]): Promise<Address> => {
      const artifact =
        name === "ERC1967Proxy" ? openZeppelin(name) : ((await hre.artifacts.readArtifact(name)) as Artifact);
      const data = encodeDeployData({ abi: artifact.abi, bytecode: artifact.bytecode, args });
      return (await send({ data, value: args === coreProxy ? setup.bootstrapWei : 0n })).contractAddress;
    };
    const initialize = async (name: string, args: readonly unknown[]): Promise<Hex> => {
      const { abi } = (await hre.artifacts.readArtifact(name)) as Artifact;
      return encodeFunctionData({ abi, functionName: "initialize", args });
    };
    let coreProxy: readonly unknown[] = [];
    const proxy = (name: string, implementation: Address, args: readonly unknown[]) =>
      initialize(name, args).then((data) => [implementation, data]);

    const coreImplementation = await create("LiquidStakingCore", [
      params.frameZeroTime,
      params.frameSeconds,
      params.requestMargin,
    ]);
    const roles = {
      owner: l1Timelock,
      reportOracle: PLAYER,
      laneHub,
      treasury: TREASURY,
      // No validators in these sequences: nobody calls in these parts, and the vault holds no ether.
      validatorLedger: PLAYER,
      bonds: PLAYER,
      withdrawalVault: EMPTY_VAULT,
      moveLedger: PLAYER,
    };
    const reserveFloor = params.reserveFloor;
    coreProxy = await proxy("LiquidStakingCore", coreImplementation, [roles, setup.depositCapWei, reserveFloor]);
    await create("ERC1967Proxy", coreProxy);
    const hubImplementation = await create("LaneHub", [core, PLAYER]);
    await create("ERC1967Proxy", await proxy("LaneHub", hubImplementation, [l1Timelock]));
    const poolImplementation = await create("L2StakingPool", []);
    const poolInit = {
      owner: l2Timelock,
      hub: l2Hub,
      rate: 10n ** 18n,
      rateNonce: 0,
      refTime: Number(params.frameZeroTime),
      parameters: {
        stakeFeeBps: Number(params.stakeFeeBps),
        forwardDelaySeconds: setup.forwardDelaySeconds,
        poolTargetGwei: setup.poolTargetWei / 10n ** 9n,
        heldCapGwei: setup.heldCapWei / 10n ** 9n,
      },
      stakeLimitCapacityGwei: setup.stakeLimitGwei,
      stakeLimitRefillGweiPerSecond: setup.stakeLimitGwei / 10n ** 6n,
    };
    await create("ERC1967Proxy", await proxy("L2StakingPool", poolImplementation, [poolInit]));
    await create("RewardDistributor", [pool, l2Hub]);
    const l2HubImplementation = await create("L2Hub", []);
    const hubInit = {
      owner: l2Timelock,
      laneId: 1,
      pool,
      desk: DESK,
      distributor,
      gateway: l2Gateway,
      peer: interoperable(L1_CHAIN, laneHub),
      rules: setup.batchRules,
    };
    await create("ERC1967Proxy", await proxy("L2Hub", l2HubImplementation, [hubInit]));
    const { timestamp } = await request<{ timestamp: Hex }>("eth_getBlockByNumber", "latest", false);
    deployedAt = BigInt(timestamp);
    await create("L1OpStackGateway", [PLAYER, l2Gateway, laneHub, L2_CHAIN]);
    await create("L2OpStackGateway", [l1Gateway, l2Hub, L1_CHAIN]);
    const l1Wiring = [
      await call("LiquidStakingCore", core, "addLane", [1]),
      await call("LaneHub", laneHub, "setLane", [1, l1Gateway, interoperable(L2_CHAIN, l2Hub)]),
      await call("LaneHub", laneHub, "setFastGateway", [1, PLAYER]),
    ];
    const l2Wiring = [await call("L2Hub", l2Hub, "setFastGateway", [PLAYER])];
    for (const data of handOver(l1Timelock, l1Wiring, timelockDelayL1)) await send({ to: l1Timelock, data });
    for (const data of handOver(l2Timelock, l2Wiring, timelockDelayL2)) await send({ to: l2Timelock, data });
    const accounts = await readAccounts();
    return {
      player: PLAYER,
      core,
      laneHub,
      pool,
      l2Hub,
      distributor,
      l1Gateway,
      l2Gateway,
      l1Timelock,
      l2Timelock,
      treasury: TREASURY,
      accounts,
    };
  }

  /** Proposers are the deployer, until the delay is set, and the player; anyone executes. */
  async function deployTimelock(): Promise<Address> {
    const { abi, bytecode } = openZeppelin("TimelockController");
    const args = [0n, [owner, PLAYER], [zeroAddress], zeroAddress];
    return (await send({ data: encodeDeployData({ abi, bytecode, args }) })).contractAddress;
  }

  async function call(name: string, target: Address, functionName: string, args: readonly unknown[]) {
    const { abi } = (await hre.artifacts.readArtifact(name)) as Artifact;
    return { target, data: encodeFunctionData({ abi, functionName, args }) };
  }

  async function readAccounts(): Promise<Address[]> {
    const data = encodeFunctionData({ abi: playerAbi, functionName: "accounts" });
    const words = await request<Hex>("eth_call", { to: PLAYER, data }, "latest");
    return Array.from({ length: ACCOUNTS }, (_, index): Address => {
      const end = 2 + 64 * (3 + index);
      return `0x${words.slice(end - 40, end)}`;
    });
  }
}

function parseOutcome(log: Hex): Outcome {
  const length = Number.parseInt(log.slice(4, 12), 16);
  const end = 12 + 2 * length;
  return { success: log.slice(2, 4) === "01", result: `0x${log.slice(12, end)}`, words: `0x${log.slice(end)}` };
}

const hex32 = (word: bigint): Hex => numberToHex(word, { size: 32 });

function openZeppelin(name: string): Artifact {
  const file = createRequire(import.meta.url).resolve(`@openzeppelin/contracts/build/contracts/${name}.json`);
  return JSON.parse(readFileSync(file, "utf8"));
}

async function compilePlayer(): Promise<Artifact> {
  await withCompilerLock({ root, say: () => {} }, async () => {
    await hre.tasks.getTask("build").run({ files: [join(root, playerSource)], noContracts: true, quiet: true });
  });
  const folder = await hre.solidity.getArtifactsDirectory("tests");
  return JSON.parse(readFileSync(join(folder, playerSource, "SequencePlayer.json"), "utf8"));
}
