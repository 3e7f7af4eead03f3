import {
  concat,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  keccak256,
  numberToHex,
  pad,
  parseEventLogs,
} from "viem";
import type { HDAccount } from "viem/accounts";
import { DevnetError } from "../errors.ts";
import type { JsonRpc, RpcBlock } from "../json-rpc.ts";
import { createL1Sender, patience, receiptOf } from "../l1-sender.ts";
import type { DisputeGame, OpAddresses } from "../types.ts";
import { disputeGameAbi, disputeGameFactoryAbi } from "./contracts.ts";
import { opDelays } from "./genesis.ts";
import { predeploys } from "./predeploys.ts";

/**
 * Blocks of L1 between two proposals while withdrawals wait, and while none does. The latter lies well within the L2
 * states that are kept, so there is always a game that a withdrawal can be proven against.
 */
const proposalInterval = 6n;
const idleInterval = 32n;
const transactionGas = 3_000_000n;
/** Where the message passer counts its messages. */
const messageNonceSlot = numberToHex(1, { size: 32 });
const inProgress = 0n;
/** Blocks of L1 that a reorg may take away: what is older is final. */
const undoable = 128n;

export type Proposer = {
  /** Sends what is due once this L1 block stands. Waits for no receipt: the next block comes only afterwards. */
  onL1Block(head: { number: bigint; timestamp: bigint }): Promise<void>;
  /** Sends a proposal of its own, with the true root unless another is given. @returns how to look for the game */
  propose(root: Hex | undefined): Promise<{ transaction: Hex; l2BlockNumber: bigint }>;
  /** @throws DevnetError CONTRACT_FAILED if the transaction isn't in a block, or reverted */
  gameOf(transaction: Hex): Promise<DisputeGame>;
  /** Resolves this game too once its clock has run out. */
  track(game: DisputeGame): void;
  /** Nothing is proposed by itself while this runs: the factory refuses a second game for one root and L2 block. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  pause(): void;
  resume(): void;
};

export type ProposerOptions = {
  l1: JsonRpc;
  l2: JsonRpc;
  account: HDAccount;
  addresses: OpAddresses;
  gameType: number;
  bond: bigint;
  log: (line: string) => void;
};

/** `sentAt`: L1 block at which its resolution was sent; `doneSince`: from which on it is resolved, or not there at all. */
type OpenGame = { proxy: Hex; createdAt: bigint; sentAt: bigint | undefined; doneSince: bigint | undefined };

/** The roles of op-proposer and of an honest op-challenger that finds nothing to challenge: proposes, then resolves. */
export function createProposer(options: ProposerOptions): Proposer {
  const { l1, l2, account, addresses, gameType, bond, log } = options;
  const { disputeGameFactory } = addresses.l1;
  const sender = createL1Sender(l1, account);
  let paused = false;
  let isAlone = false;
  let lastProposal: { l1Block: bigint; messages: bigint } | undefined;
  let unconfirmed: { transaction: Hex; sentAt: bigint } | undefined;
  let openGames: OpenGame[] = [];

  const send = (to: Hex, data: Hex, value: bigint) => sender.send({ to, data, value, gas: transactionGas });

  async function messagesSent(): Promise<bigint> {
    const { address } = predeploys.l2ToL1MessagePasser;
    return BigInt(await l2.request<Hex>("eth_getStorageAt", address, messageNonceSlot, "latest"));
  }

  async function propose(root: Hex | undefined): Promise<{ transaction: Hex; l2BlockNumber: bigint }> {
    const { number, outputRoot } = await outputOfHead(l2);
    const extraData = encodeAbiParameters([{ type: "uint256" }], [number]);
    const args = [gameType, root ?? outputRoot, extraData] as const;
    const data = encodeFunctionData({ abi: disputeGameFactoryAbi, functionName: "create", args });
    return { transaction: await send(disputeGameFactory, data, bond), l2BlockNumber: number };
  }

  async function gameOf(transaction: Hex): Promise<DisputeGame> {
    const receipt = await receiptOf(l1, transaction);
    const [created] = parseEventLogs({
      abi: disputeGameFactoryAbi,
      eventName: "DisputeGameCreated",
      logs: receipt?.logs ?? [],
    });
    if (receipt === null || created === undefined) {
      throw new DevnetError("CONTRACT_FAILED", `no dispute game came of transaction ${transaction}`, { transaction });
    }
    const block = await l1.request<RpcBlock>("eth_getBlockByHash", receipt.blockHash, false);
    const { disputeProxy: proxy, rootClaim } = created.args;
    return {
      proxy,
      rootClaim,
      createdAt: BigInt(block.timestamp),
      l1BlockNumber: BigInt(receipt.blockNumber),
      transaction,
    };
  }

  async function confirmProposal(head: bigint): Promise<void> {
    if (unconfirmed === undefined) return;
    const { transaction, sentAt } = unconfirmed;
    const receipt = await receiptOf(l1, transaction);
    if (receipt === null) {
      if (head > sentAt + patience) unconfirmed = undefined;
      return;
    }
    unconfirmed = undefined;
    if (BigInt(receipt.status) !== 1n) return log(`proposal ${transaction} reverted`);
    const { proxy, createdAt } = await gameOf(transaction);
    openGames.push({ proxy, createdAt, sentAt: undefined, doneSince: undefined });
    log(`game ${proxy} proposed`);
  }

  async function proposeIfDue(head: bigint): Promise<void> {
    if (paused || isAlone || unconfirmed !== undefined) return;
    const since = head - (lastProposal?.l1Block ?? -idleInterval);
    if (since < proposalInterval) return;
    const messages = await messagesSent();
    if (messages === lastProposal?.messages && since < idleInterval) return;
    const { transaction } = await propose(undefined);
    unconfirmed = { transaction, sentAt: head };
    lastProposal = { l1Block: head, messages };
  }

  async function resolve(game: OpenGame, head: { number: bigint; timestamp: bigint }): Promise<OpenGame | undefined> {
    if (head.timestamp <= game.createdAt + BigInt(opDelays.gameClock)) return game;
    if ((await statusOf(game.proxy)) !== inProgress) {
      // A reorg may undo its resolution, or bring it back.
      const doneSince = game.doneSince ?? head.number;
      return head.number > doneSince + undoable ? undefined : { ...game, doneSince };
    }
    const { sentAt } = game;
    if (sentAt !== undefined && head.number <= sentAt + patience) return { ...game, doneSince: undefined };
    const claim = encodeFunctionData({ abi: disputeGameAbi, functionName: "resolveClaim", args: [0n, 0n] });
    await send(game.proxy, claim, 0n);
    await send(game.proxy, encodeFunctionData({ abi: disputeGameAbi, functionName: "resolve" }), 0n);
    return { ...game, sentAt: head.number, doneSince: undefined };
  }

  /** @returns undefined where a reorg took the game away */
  async function statusOf(proxy: Hex): Promise<bigint | undefined> {
    const data = encodeFunctionData({ abi: disputeGameAbi, functionName: "status" });
    const status = await l1.request<Hex>("eth_call", { to: proxy, data }, "latest");
    return status === "0x" ? undefined : BigInt(status);
  }

  return {
    propose,
    gameOf,
    track: ({ proxy, createdAt }) => void openGames.push({ proxy, createdAt, sentAt: undefined, doneSince: undefined }),
    async alone(work) {
      isAlone = true;
      try {
        return await work();
      } finally {
        isAlone = false;
      }
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
    },
    async onL1Block(head) {
      await confirmProposal(head.number);
      const still: OpenGame[] = [];
      for (const game of openGames) {
        const open = await resolve(game, head);
        if (open) still.push(open);
      }
      openGames = still;
      await proposeIfDue(head.number);
    },
  };
}

/** Version 0 output root: keccak256(version ‖ stateRoot ‖ messagePasserStorageRoot ‖ blockHash), of the OP-stack specification. */
export async function outputOfHead(l2: JsonRpc): Promise<{ number: bigint; outputRoot: Hex }> {
  const block = await l2.request<RpcBlock>("eth_getBlockByNumber", "latest", false);
  const { address } = predeploys.l2ToL1MessagePasser;
  const { storageHash } = await l2.request<{ storageHash: Hex }>("eth_getProof", address, [], block.number);
  const version = pad("0x", { size: 32 });
  return {
    number: BigInt(block.number),
    outputRoot: keccak256(concat([version, block.stateRoot, storageHash, block.hash])),
  };
}
