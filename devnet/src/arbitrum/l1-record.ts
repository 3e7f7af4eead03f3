import {
  decodeFunctionData,
  type Hash,
  type Hex,
  isAddressEqual,
  type Log,
  type ParseEventLogsReturnType,
  parseEventLogs,
  toEventSelector,
} from "viem";
import { DevnetError } from "../errors.ts";
import { blockAt, type JsonRpc, type RpcBlock } from "../json-rpc.ts";
import type { NitroAddresses } from "../types.ts";
import { rollupAbi, sequencerInboxAbi } from "./rollup-abi.ts";

const abi = [...rollupAbi, ...sequencerInboxAbi];
/** Events that say what the rollup's contracts have recorded. */
export const recordTopics = abi.filter((item) => item.type === "event").map((event) => toEventSelector(event));

export type Batch = {
  sequenceNumber: bigint;
  l1Block: bigint;
  /** Last L2 block it holds. */
  lastL2Block: number;
  /** Accumulator of all batches up to it. */
  acc: Hash;
};

type CreatedArgs = ParseEventLogsReturnType<typeof rollupAbi, "AssertionCreated", true>[number]["args"];
export type Assertion = { hash: Hash; l1Block: bigint; created: CreatedArgs };
type Confirmation = { hash: Hash; l1Block: bigint; sendRoot: Hash };

/** What the rollup's contracts on L1 have recorded. Read from L1's blocks alone, so it follows every reorg. */
export type L1Record = {
  head(): { number: bigint; baseFee: bigint };
  batches(): readonly Batch[];
  /** The newest batch in a block that L1 calls safe, or finalized. */
  postedBy(tag: "safe" | "finalized"): Promise<Batch | undefined>;
  latestConfirmed(): Assertion;
  /** Assertions on the latest confirmed one, oldest first. */
  pending(): readonly Assertion[];
  /** Takes in an L1 block, in place of those of its height and above. `logs`: those of {@link recordTopics} at least. */
  read(block: RpcBlock, logs: readonly Log[]): Promise<void>;
};

/** @param origin last L1 block to take in at once */
export async function createL1Record(l1: JsonRpc, addresses: NitroAddresses, origin: RpcBlock): Promise<L1Record> {
  let batches: Batch[] = [];
  let assertions: Assertion[] = [];
  let confirmations: Confirmation[] = [];
  let head = { number: 0n, baseFee: 0n };
  const contracts = [addresses.rollup, addresses.sequencerInbox];

  async function take(logs: readonly Log[]): Promise<void> {
    const ours = logs.filter(({ address }) => contracts.some((contract) => isAddressEqual(address, contract)));
    for (const event of parseEventLogs({ abi, logs: ours })) {
      const l1Block = BigInt(event.blockNumber);
      if (event.eventName === "SequencerBatchDelivered") {
        const { batchSequenceNumber: sequenceNumber, afterAcc: acc } = event.args;
        batches.push({ sequenceNumber, l1Block, lastL2Block: await lastL2BlockOf(event.transactionHash), acc });
      } else if (event.eventName === "AssertionCreated") {
        assertions.push({ hash: event.args.assertionHash, l1Block, created: event.args });
      } else {
        confirmations.push({ hash: event.args.assertionHash, l1Block, sendRoot: event.args.sendRoot });
      }
    }
  }

  /** The contract keeps only the newest count of messages, of which L2 has one per block. */
  async function lastL2BlockOf(transaction: Hash): Promise<number> {
    const { to, input } = await l1.request<{ to: Hex; input: Hex }>("eth_getTransactionByHash", transaction);
    // The first batch, of the first message alone, is made by the rollup's initialization.
    if (!isAddressEqual(to, addresses.sequencerInbox)) return 0;
    const { args } = decodeFunctionData({ abi: sequencerInboxAbi, data: input });
    return Number(args[5]) - 1;
  }

  function look({ number, baseFeePerGas }: RpcBlock): void {
    head = { number: BigInt(number), baseFee: BigInt(baseFeePerGas) };
  }

  function latestConfirmed(): Assertion {
    const hash = confirmations.at(-1)?.hash;
    const found = hash === undefined ? assertions[0] : assertions.find((each) => each.hash === hash);
    if (!found) throw new DevnetError("CONTRACT_FAILED", "the rollup has no confirmed assertion", { hash });
    return found;
  }

  const range = { fromBlock: "0x0", toBlock: origin.number };
  await take(await l1.request<Log[]>("eth_getLogs", { ...range, address: contracts, topics: [recordTopics] }));
  look(origin);
  return {
    head: () => head,
    batches: () => batches,
    async postedBy(tag) {
      const upTo = BigInt((await blockAt(l1, tag))?.number ?? 0);
      return batches.findLast(({ l1Block }) => l1Block <= upTo);
    },
    latestConfirmed,
    pending: () => assertions.filter(({ created }) => created.parentAssertionHash === latestConfirmed().hash),
    async read(block, logs) {
      const isBelow = ({ l1Block }: { l1Block: bigint }) => l1Block < BigInt(block.number);
      batches = batches.filter(isBelow);
      assertions = assertions.filter(isBelow);
      confirmations = confirmations.filter(isBelow);
      await take(logs);
      look(block);
    },
  };
}
