import assert from "node:assert/strict";
import {
  type Address,
  createPublicClient,
  createWalletClient,
  encodeFunctionData,
  type Hex,
  http,
  keccak256,
  type Log,
  parseAbi,
  parseEventLogs,
  type TransactionReceipt,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import {
  getL2TransactionHashes,
  getWithdrawals,
  publicActionsL1,
  publicActionsL2,
  walletActionsL1,
} from "viem/op-stack";
import type { Devnet, DisputeGame } from "../../../devnet/src/types.ts";

export const messengerAbi = parseAbi([
  "event SentMessage(address indexed target, address sender, bytes message, uint256 messageNonce, uint256 gasLimit)",
  "event SentMessageExtension1(address indexed sender, uint256 value)",
  "function sendMessage(address target, bytes message, uint32 minGasLimit) payable",
  "function relayMessage(uint256 nonce, address sender, address target, uint256 value, uint256 minGasLimit, bytes message) payable",
  "function successfulMessages(bytes32) view returns (bool)",
  "function failedMessages(bytes32) view returns (bool)",
]);

const polling = { pollingInterval: 10, cacheTime: 0 };
const minGasLimit = 100_000;

type Withdrawal = ReturnType<typeof getWithdrawals>[number];
export type Sides = ReturnType<typeof createSides>;

/** Clients of both chains for one account, and the steps of a message in both directions. */
export function createSides(devnet: Devnet, accountIndex: number) {
  const { privateKey } = devnet.accounts[accountIndex] ?? assert.fail("no such account");
  const account = privateKeyToAccount(privateKey);
  const { chain: l1Chain } = devnet.l1;
  const l1 = createPublicClient({ chain: l1Chain, transport: http(), ...polling }).extend(publicActionsL1());
  const l2 = createPublicClient({ chain: devnet.op.chain, transport: http(), ...polling }).extend(publicActionsL2());
  const l1Wallet = createWalletClient({ account, chain: l1Chain, transport: http() }).extend(walletActionsL1());
  const l2Wallet = createWalletClient({ account, chain: devnet.op.chain, transport: http() });
  const messengers = {
    l1: devnet.op.addresses.l1.l1CrossDomainMessenger,
    l2: devnet.op.addresses.l2.l2CrossDomainMessenger,
  };
  const targetChain = devnet.op.chain;

  async function onL1(hash: Hex): Promise<TransactionReceipt> {
    await devnet.mineSlots(1);
    return l1.getTransactionReceipt({ hash });
  }
  async function onL2(hash: Hex) {
    await devnet.mineSlots(1);
    return l2.getTransactionReceipt({ hash });
  }

  return {
    account,
    l1,
    l2,
    l1Wallet,
    l2Wallet,
    messengers,
    targetChain,
    onL1,
    onL2,

    async sendDown(target: Address, message: Hex, value: bigint) {
      const args = [target, message, minGasLimit] as const;
      const request = { address: messengers.l1, abi: messengerAbi, functionName: "sendMessage", args, value } as const;
      const receipt = await onL1(await l1Wallet.writeContract(request));
      const [l2Hash] = getL2TransactionHashes(receipt);
      return { receipt, l2Hash: l2Hash ?? assert.fail("no deposit"), message: messageOf(receipt.logs) };
    },

    async sendUp(target: Address, message: Hex, value: bigint) {
      const args = [target, message, minGasLimit] as const;
      const request = { address: messengers.l2, abi: messengerAbi, functionName: "sendMessage", args, value } as const;
      const receipt = await onL2(await l2Wallet.writeContract(request));
      const [withdrawal] = getWithdrawals(receipt);
      return { receipt, withdrawal: withdrawal ?? assert.fail("no withdrawal"), message: messageOf(receipt.logs) };
    },

    /** Proves against this game, as a relayer does once it has checked the game's root. */
    async prove(withdrawal: Withdrawal, { proxy, rootClaim, createdAt }: DisputeGame, l2BlockNumber: bigint) {
      const games = await l1.getGames({ targetChain, l2BlockNumber });
      const game = games.find((candidate) => candidate.rootClaim === rootClaim && candidate.timestamp === createdAt);
      assert.ok(game, `game ${proxy} isn't among viem's`);
      const args = await l2.buildProveWithdrawal({ account, game, withdrawal });
      return onL1(await l1Wallet.proveWithdrawal({ ...args, account, targetChain }));
    },

    finalize: async (withdrawal: Withdrawal) =>
      onL1(await l1Wallet.finalizeWithdrawal({ account, targetChain, withdrawal })),

    /** Runs slots until viem says the withdrawal can be finalized. */
    async mature(receipt: TransactionReceipt, slots = 40): Promise<void> {
      for (let mined = 0; mined < slots; mined += 1) {
        if ((await l1.getWithdrawalStatus({ receipt, targetChain })) === "ready-to-finalize") return;
        await devnet.mineSlots(1);
      }
      assert.fail(`not ready to finalize after ${slots} slots`);
    },

    /** Sends a message again that failed on its chain. */
    async replay(chain: "l1" | "l2", { args }: SentMessage) {
      const request = {
        address: messengers[chain],
        abi: messengerAbi,
        functionName: "relayMessage",
        args,
        gas: 1_000_000n,
      } as const;
      return chain === "l1" ? onL1(await l1Wallet.writeContract(request)) : onL2(await l2Wallet.writeContract(request));
    },

    /** What the messenger of a chain says of a message. */
    async outcome(chain: "l1" | "l2", { hash }: SentMessage) {
      const client = chain === "l1" ? l1 : l2;
      const ask = (functionName: "successfulMessages" | "failedMessages") =>
        client.readContract({ address: messengers[chain], abi: messengerAbi, functionName, args: [hash] });
      return { successful: await ask("successfulMessages"), failed: await ask("failedMessages") };
    },
  };
}

export type SentMessage = ReturnType<typeof messageOf>;

/** A message and its hash, from the events of the messenger that took it. */
function messageOf(logs: readonly Log[]) {
  const [sent] = parseEventLogs({ abi: messengerAbi, eventName: "SentMessage", logs: [...logs] });
  const [extension] = parseEventLogs({ abi: messengerAbi, eventName: "SentMessageExtension1", logs: [...logs] });
  if (!sent || !extension) assert.fail("no message sent");
  const { messageNonce, sender, target, gasLimit, message } = sent.args;
  const args = [messageNonce, sender, target, extension.args.value, gasLimit, message] as const;
  return { args, hash: keccak256(encodeFunctionData({ abi: messengerAbi, functionName: "relayMessage", args })) };
}

/** Code that refuses every call, and code that accepts ether and does nothing. */
export const refusingCode: Hex = "0x60006000fd";
export const acceptingCode: Hex = "0x00";

/** Plants code: a target that changes its mind, without a compiler. */
export async function setCode(rpcUrl: string, address: Address, code: Hex): Promise<void> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "anvil_setCode", params: [address, code] });
  const response = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
  assert.deepEqual(await response.json(), { jsonrpc: "2.0", id: 1, result: null });
}
