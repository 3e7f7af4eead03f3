// One in-process chain with the player on it.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import hre from "hardhat";
import {
  type Address,
  concatHex,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  numberToHex,
} from "viem";
import { withCompilerLock } from "../../../../tools/setup/contracts.mjs";
import { type Artifact, artifactOf, type Codes } from "./artifacts.ts";
import { CHAIN_IDS, type ChainName, PLAYER_AT, USER_COUNT } from "./peers.ts";
import { playerAbi } from "./player-abi.ts";
import { word } from "./steps.ts";

/** A view function with at most one argument of one word. */
export type View = Readonly<{ target: Address; selector: Hex; argument: bigint }>;

/** What one step did, in words: what it returned or reverted with, and all numbers of the chain afterwards. */
export type Shown = Readonly<{ success: boolean; result: Hex; words: string }>;

export type Chain = Readonly<{
  name: ChainName;
  player: Address;
  /** Who deploys; the address of what it deploys n-th from now. */
  owner: Address;
  nextAddress(index: number): Promise<Address>;
  create(name: string, args?: readonly unknown[], value?: bigint): Promise<Address>;
  deploy(code: Hex): Promise<Address>;
  send(to: Address, data: Hex): Promise<void>;
  /** Has the player keep these numbers from now on. */
  watch(input: { core: Address; laneHub: Address; views: readonly View[] }): Promise<void>;
  users(): Promise<readonly Address[]>;
  /** A further caller: a contract of the player's, at this address if one is given. */
  addCaller(at?: Address): Promise<Address>;
  /** Plays packed steps in one transaction at `timestamp`. Throws where the transaction itself fails. */
  play(timestamp: bigint, steps: string): Promise<void>;
  /** The same, and tells what each step did. */
  show(timestamp: bigint, steps: string): Promise<Shown[]>;
  digest(): Promise<string>;
  timestamp(): Promise<bigint>;
  request: Request;
  snapshot(): Promise<Hex>;
  revert(snapshot: Hex): Promise<void>;
}>;

type Request = <Result>(method: string, ...params: unknown[]) => Promise<Result>;
type Receipt = Readonly<{
  status: Hex;
  contractAddress: Address;
  logs: readonly { data: Hex; topics: readonly Hex[] }[];
}>;

const MANY_ETHER = 10n ** 27n;
const TRANSACTION_GAS = 2n ** 40n;
const FOLDER = "test/invariants/lanes";
const root = dirname(dirname(dirname(dirname(import.meta.dirname))));

/** A transaction of the harness itself failed. */
export class ChainError extends Error {
  constructor(target: string) {
    super(`a transaction to ${target} failed; steps may fail, their transaction may not`);
    this.name = "ChainError";
  }
}

/** @param codes to deploy instead of what is compiled, by contract */
export async function openChain(input: { name: ChainName; startsAt: bigint; codes?: Codes }): Promise<Chain> {
  const { name, codes } = input;
  const player = PLAYER_AT[name];
  const request = await openNetwork(name, input.startsAt);
  // Each chain has its own deployer: no address of one has code on another by chance, as a gateway's peer must not.
  const owner = (await request<Address[]>("eth_accounts"))[Object.keys(CHAIN_IDS).indexOf(name)] as Address;
  const transaction = { from: owner, gas: numberToHex(TRANSACTION_GAS), gasPrice: "0x0" };
  const playing = { ...transaction, to: player };

  async function send(fields: { to?: Address; data: Hex; value?: bigint }): Promise<Receipt> {
    const value = numberToHex(fields.value ?? 0n);
    const hash = await request<Hex>("eth_sendTransaction", { ...transaction, ...fields, value });
    const receipt = await request<Receipt>("eth_getTransactionReceipt", hash);
    if (receipt.status !== "0x1") throw new ChainError(fields.to ?? "a deployment");
    return receipt;
  }

  const toPlayer = (functionName: "addAccount" | "adoptAccount", args: readonly [] | readonly [Address]) =>
    send({ to: player, data: encodeFunctionData({ abi: playerAbi, functionName, args } as never) });
  const callers = async () => {
    const words = await request<Hex>("eth_call", { to: player, data: ACCOUNTS }, "latest");
    return decodeFunctionResult({ abi: playerAbi, functionName: "accounts", data: words });
  };
  const playData = (steps: string, verbose: boolean) => {
    // `play(bytes,bool)` by hand: a sequence is one long argument.
    const length = steps.length / 2;
    const head = [64, verbose ? 1 : 0, length].map((word) => word.toString(16).padStart(64, "0")).join("");
    return `${PLAY}${head}${steps}${"0".repeat((64 - (steps.length % 64)) % 64)}` as Hex;
  };

  const chain: Chain = {
    name,
    player,
    owner,
    request,
    send: async (to, data) => void (await send({ to, data })),
    deploy: async (data) => (await send({ data })).contractAddress,
    async nextAddress(index) {
      const nonce = BigInt(await request<Hex>("eth_getTransactionCount", owner, "latest"));
      return getContractAddress({ from: owner, nonce: nonce + BigInt(index) });
    },
    async create(contract, args = [], value = 0n) {
      const { abi, bytecode } = await artifactOf(contract, codes);
      return (await send({ data: encodeDeployData({ abi, bytecode, args }), value })).contractAddress;
    },
    async watch({ core, laneHub, views }) {
      await request("hardhat_setCode", VIEWS, packViews(views));
      await send({
        to: player,
        data: encodeFunctionData({ abi: playerAbi, functionName: "setUp", args: [core, laneHub] }),
      });
    },
    users: async () => (await callers()).slice(0, USER_COUNT),
    async addCaller(at) {
      if (at === undefined) {
        await toPlayer("addAccount", []);
        return (await callers()).at(-1) as Address;
      }
      const [first] = (await callers()) as [Address];
      await request("hardhat_setCode", at, await request<Hex>("eth_getCode", first, "latest"));
      await toPlayer("adoptAccount", [at]);
      return at;
    },
    async play(timestamp, steps) {
      await request("evm_setNextBlockTimestamp", Number(timestamp));
      await request("eth_sendTransaction", { ...playing, data: playData(steps, false) });
    },
    async show(timestamp, steps) {
      await request("evm_setNextBlockTimestamp", Number(timestamp));
      const { logs } = await send({ to: player, data: playData(steps, true) });
      // The contracts' own events have topics.
      return logs.filter(({ topics }) => topics.length === 0).map(({ data }) => parseShown(data));
    },
    async digest() {
      return (await request<Hex>("eth_call", { to: player, data: DIGEST }, "latest")).slice(2);
    },
    async timestamp() {
      return BigInt((await request<{ timestamp: Hex }>("eth_getBlockByNumber", "latest", false)).timestamp);
    },
    snapshot: () => request<Hex>("evm_snapshot"),
    async revert(snapshot) {
      await request("evm_revert", snapshot);
    },
  };
  await request("hardhat_setCode", player, (await compilePlayer()).deployedBytecode);
  await request("hardhat_setBalance", player, numberToHex(MANY_ETHER));
  for (let index = 0; index < USER_COUNT; index++) await chain.addCaller();
  return chain;
}

const PLAY = encodeFunctionData({ abi: playerAbi, functionName: "play", args: ["0x", false] }).slice(0, 10);
/** Where the player reads them, as code. */
const VIEWS: Address = "0x0000000000000000000000000000000000007e35";
const ACCOUNTS = encodeFunctionData({ abi: playerAbi, functionName: "accounts" });
const DIGEST = encodeFunctionData({ abi: playerAbi, functionName: "digest" });

async function openNetwork(name: ChainName, startsAt: bigint): Promise<Request> {
  const { provider } = await hre.network.create({
    network: "l1",
    override: {
      chainId: CHAIN_IDS[name],
      initialDate: new Date(Number(startsAt) * 1000),
      allowBlocksWithSameTimestamp: true,
      blockGasLimit: TRANSACTION_GAS,
      transactionGasCap: false,
      // For upgrades' code and mutants', which is compiled without the optimizer.
      allowUnlimitedContractSize: true,
      initialBaseFeePerGas: 0,
      loggingEnabled: false,
    },
  });
  return <Result>(method: string, ...params: unknown[]) => provider.request({ method, params }) as Promise<Result>;
}

function packViews(views: readonly View[]): Hex {
  return concatHex(
    views.flatMap(({ target, selector, argument }) => [target, selector, `0x${word(argument)}` as const]),
  );
}

function parseShown(log: Hex): Shown {
  const end = 12 + 2 * Number.parseInt(log.slice(4, 12), 16);
  return { success: log.slice(2, 4) === "01", result: `0x${log.slice(12, end)}`, words: log.slice(end) };
}

let player: Promise<Artifact> | undefined;

/** SequencePlayer and ActionCounter, compiled once as the `.t.sol` files are. */
export function compilePlayer(): Promise<Artifact> {
  player ??= compileOwn().then(() => ownArtifact("SequencePlayer"));
  return player;
}

export async function ownArtifact(contract: string): Promise<Artifact> {
  const folder = await hre.solidity.getArtifactsDirectory("tests");
  return JSON.parse(readFileSync(join(folder, FOLDER, `${contract}.sol`, `${contract}.json`), "utf8")) as Artifact;
}

async function compileOwn(): Promise<void> {
  const files = ["SequencePlayer.sol", "ActionCounter.sol"].map((file) => join(root, FOLDER, file));
  await withCompilerLock({ root, say: () => {} }, async () => {
    await hre.tasks.getTask("build").run({ files, noContracts: true, quiet: true });
  });
}
