import type { ValueOf } from "@chainsafe/ssz";
import type { ssz } from "@lodestar/types";
import { type Address, bytesToHex, type Hex, hexToBytes, keccak256, numberToHex, toHex } from "viem";
import { blockAt, headOf, type JsonRpc, type RpcBlock, type RpcLog } from "../json-rpc.ts";
import { systemContracts } from "./predeploys.ts";

export type ExecutionRequests = ValueOf<typeof ssz.electra.ExecutionRequests>;
export type Withdrawals = ValueOf<typeof ssz.capella.Withdrawals>;

export type PayloadAttributes = {
  /** Seconds. */
  timestamp: number;
  parentBeaconRoot: Uint8Array;
  withdrawals: Withdrawals;
  feeRecipient: Address;
};

export type ExecutionBlock = { block: RpcBlock; requests: ExecutionRequests };

/** An anvil that mines only when told, played as the execution layer of a beacon chain. */
export type Execution = {
  produceBlock(attributes: PayloadAttributes): Promise<ExecutionBlock>;
  /** Drops the newest `depth` blocks and what they changed. @returns the signed transactions they carried, oldest first */
  rewind(depth: number): Promise<readonly Hex[]>;
  /** Puts signed transactions back into the pool; those that can't run any more are left out. @returns how many went in */
  resubmit(transactions: readonly Hex[]): Promise<number>;
  head(): Promise<RpcBlock>;
};

const systemAddress = "0xfffffffffffffffffffffffffffffffffffffffe";
const depositEvent = keccak256(toHex("DepositEvent(bytes,bytes,bytes,bytes,bytes)"));
const beaconRootsLength = 8191n;
const weiPerGwei = 10n ** 9n;

/**
 * Everything the consensus layer does to L1 outside transactions happens here, BEFORE the block is mined: the state of
 * block n is then complete once it stands, and rewinding to n needs no repair. Two differences from mainnet follow:
 * withdrawals are credited before the block's transactions, and EIP-7002/7251 requests made in block n are dequeued into
 * the beacon block of n + 1. Transactions see the same queues, fees and balances in both orders.
 */
export function createExecution(rpc: JsonRpc): Execution {
  const setStorage = (address: Address, slot: bigint, value: Hex) =>
    rpc.request("anvil_setStorageAt", address, numberToHex(slot, { size: 32 }), value);

  /** EIP-4788 */
  async function recordParentRoot({ timestamp, parentBeaconRoot }: PayloadAttributes): Promise<void> {
    const slot = BigInt(timestamp) % beaconRootsLength;
    await Promise.all([
      setStorage(systemContracts.beaconRoots, slot, numberToHex(timestamp, { size: 32 })),
      setStorage(systemContracts.beaconRoots, slot + beaconRootsLength, bytesToHex(parentBeaconRoot)),
    ]);
  }

  /** The system call of EIP-7002 and EIP-7251, run by the contract's own code. @returns the dequeued requests, packed */
  async function dequeue(address: Address): Promise<Uint8Array> {
    const call = { from: systemAddress, to: address };
    const tracer = { tracer: "prestateTracer", tracerConfig: { diffMode: true } };
    const { pre, post } = await rpc.request<StateDiff>("debug_traceCall", call, "latest", tracer);
    const key = address.toLowerCase() as Address;
    const slots = { ...zeroed(pre[key]?.storage), ...post[key]?.storage };
    if (Object.keys(slots).length === 0) return new Uint8Array();
    const requests = hexToBytes(await rpc.request<Hex>("eth_call", call, "latest"));
    for (const [slot, value] of Object.entries(slots)) await setStorage(address, BigInt(slot), value);
    return requests;
  }

  async function credit(withdrawals: Withdrawals): Promise<void> {
    for (const { address, amount } of withdrawals) {
      const account = bytesToHex(address);
      const balance = BigInt(await rpc.request<Hex>("eth_getBalance", account, "latest"));
      await rpc.request("anvil_setBalance", account, toHex(balance + amount * weiPerGwei));
    }
  }

  async function depositsOf({ hash }: RpcBlock): Promise<ExecutionRequests["deposits"]> {
    const filter = { address: systemContracts.depositContract, topics: [depositEvent], blockHash: hash };
    return (await rpc.request<RpcLog[]>("eth_getLogs", filter)).map(({ data }) => decodeDeposit(hexToBytes(data)));
  }

  return {
    head: () => headOf(rpc),
    async produceBlock(attributes) {
      const [withdrawals, consolidations] = await Promise.all([
        dequeue(systemContracts.withdrawalRequests),
        dequeue(systemContracts.consolidationRequests),
        recordParentRoot(attributes),
        credit(attributes.withdrawals),
        rpc.request("anvil_setCoinbase", attributes.feeRecipient),
        rpc.request("evm_setNextBlockTimestamp", numberToHex(attributes.timestamp)),
      ]);
      await rpc.request("evm_mine");
      const block = await headOf(rpc);
      const requests = {
        deposits: await depositsOf(block),
        withdrawals: chunksOf(withdrawals, 76).map(decodeWithdrawalRequest),
        consolidations: chunksOf(consolidations, 116).map(decodeConsolidationRequest),
      };
      return { block, requests };
    },
    async rewind(depth) {
      const head = BigInt((await headOf(rpc)).number);
      const dropped: Hex[] = [];
      for (let number = head - BigInt(depth) + 1n; number <= head; number += 1n) {
        const block = await blockAt(rpc, number);
        for (const hash of block?.transactions ?? []) {
          dropped.push(await rpc.request<Hex>("eth_getRawTransactionByHash", hash));
        }
      }
      await rpc.request("anvil_rollback", depth);
      return dropped;
    },
    async resubmit(transactions) {
      let accepted = 0;
      for (const transaction of transactions) {
        // A nonce or a balance that the new chain doesn't have: such a transaction is gone on any network.
        accepted += await rpc.request("eth_sendRawTransaction", transaction).then(
          () => 1,
          () => 0,
        );
      }
      return accepted;
    },
  };
}

type StateDiff = Record<"pre" | "post", Record<Address, { storage?: Record<Hex, Hex> }>>;

// A slot that becomes zero stands in `pre` and is left out of `post`.
function zeroed(storage: Record<Hex, Hex> = {}): Record<Hex, Hex> {
  return Object.fromEntries(Object.keys(storage).map((slot) => [slot, `0x${"00".repeat(32)}`]));
}

function chunksOf(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: bytes.length / size }, (_, index) => bytes.slice(index * size, (index + 1) * size));
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

// EIP-6110: five ABI-encoded byte strings of fixed lengths, hence at fixed offsets.
function decodeDeposit(data: Uint8Array): ExecutionRequests["deposits"][number] {
  return {
    pubkey: data.slice(192, 240),
    withdrawalCredentials: data.slice(288, 320),
    amount: Number(littleEndian(data.slice(352, 360))),
    signature: data.slice(416, 512),
    index: littleEndian(data.slice(544, 552)),
  };
}

// The amount is little-endian in what the contract returns, big-endian in the call that made the request.
function decodeWithdrawalRequest(bytes: Uint8Array): ExecutionRequests["withdrawals"][number] {
  return {
    sourceAddress: bytes.slice(0, 20),
    validatorPubkey: bytes.slice(20, 68),
    amount: littleEndian(bytes.slice(68, 76)),
  };
}

function decodeConsolidationRequest(bytes: Uint8Array): ExecutionRequests["consolidations"][number] {
  return {
    sourceAddress: bytes.slice(0, 20),
    sourcePubkey: bytes.slice(20, 68),
    targetPubkey: bytes.slice(68, 116),
  };
}
