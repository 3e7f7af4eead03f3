import {
  type Address,
  concat,
  decodeFunctionResult,
  encodeFunctionData,
  type Hash,
  type Hex,
  hexToBigInt,
  keccak256,
  numberToHex,
  pad,
  slice,
  zeroAddress,
  zeroHash,
} from "viem";
import { DevnetError } from "../errors.ts";
import type { JsonRpc, RpcBlock } from "../json-rpc.ts";
import { l2BaseFee } from "./config.ts";
import { arbosState, arbRetryableTxAbi, precompiles, retryableSlots, ticketTimeoutOffset } from "./precompiles.ts";

const sendMerkleTreeState: Hex = "0x7aeecd2a";

export type Ticket = Readonly<{
  from: Address;
  to: Address;
  beneficiary: Address;
  timeout: bigint;
  callvalue: bigint;
  data: Hex;
}>;

/** The node of L2, as ArbOS uses it: state it writes beside transactions, and blocks. */
export type Arbos = ReturnType<typeof createArbos>;

export function createArbos(l2: JsonRpc) {
  const write = (account: Address, slot: bigint, value: Hex) =>
    l2.request("anvil_setStorageAt", account, numberToHex(slot, { size: 32 }), pad(value, { size: 32 }));

  return {
    /** What the precompiles say of L1 from the next block on. */
    setL1Block: ({ number, baseFeePerGas }: RpcBlock) =>
      write(arbosState, 0n, concat([pad(baseFeePerGas, { size: 24 }), pad(number, { size: 8 })])),

    /** Makes a block of what is in the pool. */
    async mine(timestamp: bigint): Promise<RpcBlock> {
      await l2.request("anvil_setNextBlockBaseFeePerGas", numberToHex(l2BaseFee));
      const [block] = await l2.request<[RpcBlock]>("evm_mine_detailed", numberToHex(timestamp));
      return block;
    },

    /** Queues a transaction of any sender. @throws DevnetError RPC_FAILED if the node refuses it */
    send: ({ from, to, value, data, gas }: { from: Address; to: Address; value: bigint; data: Hex; gas: bigint }) =>
      l2.request<Hash>("eth_sendTransaction", {
        from,
        ...(to === zeroAddress ? {} : { to }),
        value: numberToHex(value),
        data,
        gas: numberToHex(gas),
        maxFeePerGas: numberToHex(l2BaseFee),
        maxPriorityFeePerGas: "0x0",
      }),

    /** @returns undefined if the node left it out of the block; it is out of the pool then, too */
    async outcomeOf(transaction: Hash): Promise<{ success: boolean; gasUsed: bigint } | undefined> {
      const receipt = await l2.request<{ status: Hex; gasUsed: Hex } | null>("eth_getTransactionReceipt", transaction);
      if (receipt) return { success: receipt.status === "0x1", gasUsed: BigInt(receipt.gasUsed) };
      await l2.request("anvil_dropTransaction", transaction);
      return undefined;
    },

    /** Which ticket is being redeemed, and for whom, as contracts can ask; nothing after `none`. */
    async setCurrentRetry({ ticketId, refundTo }: { ticketId: Hash; refundTo: Address }): Promise<void> {
      await write(precompiles.arbRetryableTx, BigInt(retryableSlots.currentTicket), ticketId);
      await write(precompiles.arbRetryableTx, BigInt(retryableSlots.currentRedeemer), refundTo);
    },
    clearCurrentRetry: async () => {
      await write(precompiles.arbRetryableTx, BigInt(retryableSlots.currentTicket), zeroHash);
      await write(precompiles.arbRetryableTx, BigInt(retryableSlots.currentRedeemer), zeroHash);
    },

    /** @returns undefined if it is not open any more */
    async ticketOf(ticketId: Hash): Promise<Ticket | undefined> {
      const call = { abi: arbRetryableTxAbi, functionName: "ticketOf", args: [ticketId] } as const;
      const request = { to: precompiles.arbRetryableTx, data: encodeFunctionData(call) };
      const data = await l2.request<Hex>("eth_call", request, "latest").catch((error: unknown) => {
        if (error instanceof DevnetError && error.code === "RPC_FAILED") return undefined;
        throw error;
      });
      return data === undefined ? undefined : decodeFunctionResult({ ...call, data });
    },

    removeTicket(ticketId: Hash): Promise<unknown> {
      const slot = keccak256(concat([ticketId, numberToHex(retryableSlots.tickets, { size: 32 })]));
      return write(precompiles.arbRetryableTx, hexToBigInt(slot) + ticketTimeoutOffset, zeroHash);
    },

    /** Root of the tree of all messages to L1. */
    async sendRoot(): Promise<Hash> {
      const request = { from: zeroAddress, to: precompiles.arbSys, data: sendMerkleTreeState };
      return slice(await l2.request<Hex>("eth_call", request, "latest"), 32, 64);
    },
  };
}
