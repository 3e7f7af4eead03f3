import { decodeEventLog, type Hex, numberToHex, toEventSelector } from "viem";
import { endpointAbi } from "../../../shared/src/layer-zero/abi.ts";
import { decodePacket, type Packet, receiveGasOf } from "../../../shared/src/layer-zero/packet.ts";
import { blockAt, headOf, type JsonRpc, type RpcLog } from "../json-rpc.ts";
import { contractAt } from "./addresses.ts";

/** A packet, and where it was sent. `gas`: what its sender pays the executor to deliver with. */
export type SentPacket = Readonly<{ packet: Packet; gas: bigint; block: { number: bigint; hash: Hex } }>;

/** Deepest reorg that is looked behind: L1's finalized block never goes. */
const rescan = 512n;
const packetSent = toEventSelector("PacketSent(bytes,bytes,address)");

/** Packets that a chain sends, in their order. */
export type Scanner = {
  /** Those of the blocks since the last reading; after a reorg also of blocks that were read before. */
  read(): Promise<readonly SentPacket[]>;
};

/** @param from the first block to read is the one after it */
export function createScanner(node: JsonRpc, from: bigint): Scanner {
  let read: { number: bigint; hash: Hex | undefined } = { number: from, hash: undefined };

  return {
    async read() {
      const head = await headOf(node);
      if (head.hash === read.hash) return [];
      const known = read.hash === undefined ? undefined : await blockAt(node, read.number);
      const isReorg = read.hash !== undefined && known?.hash !== read.hash;
      const first = isReorg ? (read.number > from + rescan ? read.number - rescan : from) : read.number;
      const number = BigInt(head.number);
      const filter = {
        address: contractAt("endpoint"),
        topics: [packetSent],
        fromBlock: numberToHex(first + 1n),
        toBlock: head.number,
      };
      const logs = number > first ? await node.request<(RpcLog & { blockNumber: Hex })[]>("eth_getLogs", filter) : [];
      read = { number, hash: head.hash };
      return logs.map(({ data, topics, blockNumber, blockHash: hash }) => {
        const { encodedPayload, options } = decodeEventLog({ abi: endpointAbi, data, topics }).args;
        const gas = receiveGasOf(options);
        return { packet: decodePacket(encodedPayload), gas, block: { number: BigInt(blockNumber), hash } };
      });
    },
  };
}
