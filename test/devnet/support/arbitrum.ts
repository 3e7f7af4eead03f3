import assert from "node:assert/strict";
import {
  type Account,
  type Address,
  createPublicClient,
  createWalletClient,
  type Hash,
  type Hex,
  http,
  numberToHex,
  type ParseEventLogsReturnType,
  parseAbi,
  parseEventLogs,
  size,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { arbitrumChainId, l2BaseFee } from "../../../devnet/src/arbitrum/config.ts";
import type { Devnet } from "../../../devnet/src/types.ts";
import { decodeSubmission, submissionFee } from "../../../shared/src/arbitrum/retryable.ts";
import { ticketIdOf } from "../../../shared/src/arbitrum/transactions.ts";

export const arbSys = "0x0000000000000000000000000000000000000064";
export const arbRetryableTx = "0x000000000000000000000000000000000000006E";
export const nodeInterface = "0x00000000000000000000000000000000000000C8";

export const nitroAbi = parseAbi([
  "event MessageDelivered(uint256 indexed messageIndex, bytes32 indexed beforeInboxAcc, address inbox, uint8 kind, address sender, bytes32 messageDataHash, uint256 baseFeeL1, uint64 timestamp)",
  "event InboxMessageDelivered(uint256 indexed messageNum, bytes data)",
  "function delayedMessageCount() view returns (uint256)",
  "function depositEth() payable returns (uint256)",
  "function createRetryableTicket(address to, uint256 l2CallValue, uint256 maxSubmissionCost, address excessFeeRefundAddress, address callValueRefundAddress, uint256 gasLimit, uint256 maxFeePerGas, bytes data) payable returns (uint256)",
  "function unsafeCreateRetryableTicket(address to, uint256 l2CallValue, uint256 maxSubmissionCost, address excessFeeRefundAddress, address callValueRefundAddress, uint256 gasLimit, uint256 maxFeePerGas, bytes data) payable returns (uint256)",
  "function executeTransaction(bytes32[] proof, uint256 index, address l2Sender, address to, uint256 l2Block, uint256 l1Block, uint256 l2Timestamp, uint256 value, bytes data)",
  "function roots(bytes32) view returns (bytes32)",
  "function isSpent(uint256) view returns (bool)",
  "function latestConfirmed() view returns (bytes32)",
  "function getAssertion(bytes32) view returns ((uint64 firstChildBlock, uint64 secondChildBlock, uint64 createdAtBlock, bool isFirstChild, uint8 status, bytes32 configHash))",
  "error UnknownRoot(bytes32 root)",
  "error AlreadySpent(uint256 index)",
]);

export const arbosAbi = parseAbi([
  "event L2ToL1Tx(address caller, address indexed destination, uint256 indexed hash, uint256 indexed position, uint256 arbBlockNum, uint256 ethBlockNum, uint256 timestamp, uint256 callvalue, bytes data)",
  "event TicketCreated(bytes32 indexed ticketId)",
  "event LifetimeExtended(bytes32 indexed ticketId, uint256 newTimeout)",
  "event RedeemScheduled(bytes32 indexed ticketId, bytes32 indexed retryTxHash, uint64 indexed sequenceNum, uint64 donatedGas, address gasDonor, uint256 maxRefund, uint256 submissionFeeRefund)",
  "event Canceled(bytes32 indexed ticketId)",
  "function sendTxToL1(address destination, bytes data) payable returns (uint256)",
  "function withdrawEth(address destination) payable returns (uint256)",
  "function sendMerkleTreeState() view returns (uint256 size, bytes32 root, bytes32[] partials)",
  "function redeem(bytes32 ticketId) returns (bytes32)",
  "function keepalive(bytes32 ticketId) returns (uint256)",
  "function cancel(bytes32 ticketId)",
  "function getTimeout(bytes32 ticketId) view returns (uint256)",
  "function getLifetime() view returns (uint256)",
  "function getBeneficiary(bytes32 ticketId) view returns (address)",
  "function constructOutboxProof(uint64 size, uint64 leaf) view returns (bytes32 send, bytes32 root, bytes32[] proof)",
  "error NoTicketWithID()",
]);

/** Code for L2's targets: accepts, refuses, never ends, notes its caller (slot 0) and the value (slot 1). */
export const codes = {
  accepting: "0x00",
  refusing: "0x60006000fd",
  endless: "0x5b600056",
  noting: "0x336000553460015500",
} as const satisfies Record<string, Hex>;

const polling = { pollingInterval: 10, cacheTime: 0 };

export type TicketOptions = {
  to: Address;
  value?: bigint;
  data?: Hex;
  gas?: bigint;
  gasFeeCap?: bigint;
  maxSubmissionFee?: bigint;
  feeRefund?: Address;
  beneficiary?: Address;
  /** Wei sent along beyond what the ticket needs. */
  extra?: bigint;
};

/** A message to L1, from its event. */
export type Sent = ParseEventLogsReturnType<typeof arbosAbi, "L2ToL1Tx", true>[number]["args"];

/** Clients of L1 and Arbitrum for one account, and the steps of a message in both directions. */
export function createArbitrumSides(devnet: Devnet, accountIndex: number) {
  const { privateKey } = devnet.accounts[accountIndex] ?? assert.fail("no such account");
  const account: Account = privateKeyToAccount(privateKey);
  const { addresses, chain, rpcUrl } = devnet.arbitrum;
  const l1 = createPublicClient({ chain: devnet.l1.chain, transport: http(), ...polling });
  const l2 = createPublicClient({ chain, transport: http(), ...polling });
  const l1Wallet = createWalletClient({ account, chain: devnet.l1.chain, transport: http() });
  const l2Wallet = createWalletClient({ account, chain, transport: http() });

  async function onL1(hash: Hash): Promise<TransactionReceipt> {
    await devnet.mineSlots(1);
    return l1.getTransactionReceipt({ hash });
  }
  async function onL2(hash: Hash): Promise<TransactionReceipt> {
    await devnet.mineSlots(1);
    return l2.getTransactionReceipt({ hash });
  }

  /** The delayed message of a receipt of L1, as the bridge and its inbox announce it. */
  function deliveredBy({ logs }: TransactionReceipt) {
    const [delivered] = parseEventLogs({ abi: nitroAbi, eventName: "MessageDelivered", logs });
    const [message] = parseEventLogs({ abi: nitroAbi, eventName: "InboxMessageDelivered", logs });
    if (!delivered || !message) assert.fail("no message delivered");
    const { messageIndex: index, sender, baseFeeL1: l1BaseFee } = delivered.args;
    return { index, sender, l1BaseFee, data: message.args.data };
  }

  /** Puts a ticket into the pool of L1. */
  async function sendTicket(options: TicketOptions): Promise<Hash> {
    const { to, value = 0n, data = "0x", gas = 100_000n, gasFeeCap = l2BaseFee, extra = 0n } = options;
    const { feeRefund = account.address, beneficiary = account.address } = options;
    const { maxSubmissionFee = submissionFee(size(data), 100n * 10n ** 9n) } = options;
    return l1Wallet.writeContract({
      address: addresses.inbox,
      abi: nitroAbi,
      functionName: "createRetryableTicket",
      args: [to, value, maxSubmissionFee, feeRefund, beneficiary, gas, gasFeeCap, data],
      value: value + maxSubmissionFee + gas * gasFeeCap + extra,
      gas: 1_000_000n,
    });
  }

  const receiptIfAny = (hash: Hash) =>
    l2.getTransactionReceipt({ hash }).catch((error: unknown) => {
      if (error instanceof TransactionReceiptNotFoundError) return undefined;
      throw error;
    });

  /** Creation and first attempt of the ticket that an L1 transaction made. */
  async function describeTicket(l1Hash: Hash) {
    const l1Receipt = await l1.getTransactionReceipt({ hash: l1Hash });
    const submission = decodeSubmission(deliveredBy(l1Receipt));
    const id = ticketIdOf(arbitrumChainId, submission);
    const receipt = await l2.getTransactionReceipt({ hash: id });
    const [scheduled] = parseEventLogs({ abi: arbosAbi, eventName: "RedeemScheduled", logs: receipt.logs });
    const attempt = scheduled && (await receiptIfAny(scheduled.args.retryTxHash));
    return { id, submission, l1Receipt, receipt, scheduled: scheduled?.args, attempt };
  }

  const tickets = (functionName: "redeem" | "keepalive" | "cancel", id: Hash, gas = 500_000n) =>
    l2Wallet.writeContract({ address: arbRetryableTx, abi: arbosAbi, functionName, args: [id], gas });

  return {
    account,
    addresses,
    rpcUrl,
    l1,
    l2,
    l1Wallet,
    l2Wallet,
    onL1,
    onL2,
    deliveredBy,
    sendTicket,
    describeTicket,

    async createTicket(options: TicketOptions) {
      const hash = await sendTicket(options);
      await devnet.mineSlots(1);
      return describeTicket(hash);
    },

    /** Redeems by hand. @returns the receipts of the call and of the attempt it scheduled */
    async redeem(id: Hash, gas?: bigint) {
      const receipt = await onL2(await tickets("redeem", id, gas));
      const [scheduled] = parseEventLogs({ abi: arbosAbi, eventName: "RedeemScheduled", logs: receipt.logs });
      const attempt = scheduled && (await l2.getTransactionReceipt({ hash: scheduled.args.retryTxHash }));
      return { receipt, scheduled: scheduled?.args, attempt };
    },
    keepalive: async (id: Hash) => onL2(await tickets("keepalive", id)),
    cancel: async (id: Hash) => onL2(await tickets("cancel", id)),
    timeoutOf: (id: Hash) =>
      l2.readContract({ address: arbRetryableTx, abi: arbosAbi, functionName: "getTimeout", args: [id] }),

    /** Sends a message to L1. */
    async send(destination: Address, data: Hex = "0x", value = 0n) {
      const request = { address: arbSys, abi: arbosAbi, functionName: "sendTxToL1" } as const;
      const receipt = await onL2(await l2Wallet.writeContract({ ...request, args: [destination, data], value }));
      const [sent] = parseEventLogs({ abi: arbosAbi, eventName: "L2ToL1Tx", logs: receipt.logs });
      return { receipt, sent: sent?.args ?? assert.fail("no message sent") };
    },

    /** Proof of a message among the first `count`. */
    prove: (count: bigint, position: bigint) =>
      l2.readContract({
        address: nodeInterface,
        abi: arbosAbi,
        functionName: "constructOutboxProof",
        args: [count, position],
      }),

    /** Arguments of `Outbox.executeTransaction`. */
    execution: (sent: Sent, proof: readonly Hash[]) =>
      [
        proof,
        sent.position,
        sent.caller,
        sent.destination,
        sent.arbBlockNum,
        sent.ethBlockNum,
        sent.timestamp,
        sent.callvalue,
        sent.data,
      ] as const,
  };
}

export type ArbitrumSides = ReturnType<typeof createArbitrumSides>;

/** A request of the raw JSON-RPC. @returns the whole answer */
export async function rpc(url: string, method: string, ...params: unknown[]) {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  return (await response.json()) as { result?: unknown; error?: { code: number; message: string; data?: unknown } };
}

let targets = 0;

/** A fresh address on L2 with this code. */
export async function plant(url: string, code: Hex): Promise<Address> {
  targets += 1;
  const address = numberToHex(0xc5e7_aa00_0000n + BigInt(targets), { size: 20 });
  assert.deepEqual(await rpc(url, "anvil_setCode", address, code), { jsonrpc: "2.0", id: 1, result: null });
  return address;
}
