import type { Devnet } from "@cseth/devnet/types";
import { nitroHeaderOf } from "@cseth/shared/arbitrum/header";
import { type Hash, type PublicClient, parseAbi, parseEventLogs, type TransactionReceipt } from "viem";
import { getWithdrawals } from "viem/op-stack";
import { type Patience, type Seen, waitFor, waitForEvent } from "./watch.ts";

/** What is seen on L1 of a batch on its way over its rollup's bridge. */
export type Sighting = Readonly<{ seen: Seen<unknown>; value: string; words: string }>;
type Wait = Readonly<{ fromBlock: bigint; patience: Patience }>;

/** How a batch crosses one kind of bridge, as L1 shows it. */
export type Passage = Readonly<{
  waitsFor: Readonly<Record<"prove" | "finalize" | "land", string>>;
  /** @param receipt of the transaction that closed the batch; undefined if it left no message for L1 */
  follow: (
    chains: { devnet: Devnet; l1: PublicClient; l2: PublicClient },
    receipt: TransactionReceipt,
  ) => { proven: (wait: Wait) => Promise<Sighting>; finalized: (wait: Wait) => Promise<Sighting> } | undefined;
}>;

const portalAbi = parseAbi([
  "event WithdrawalProven(bytes32 indexed withdrawalHash, address indexed from, address indexed to)",
  "event WithdrawalFinalized(bytes32 indexed withdrawalHash, bool success)",
]);

export const opStackPassage: Passage = {
  waitsFor: {
    prove: "a dispute game on L1 that covers the batch's block",
    finalize: "proof and game to mature",
    land: "the portal to hand the batch to the hub",
  },
  follow: ({ devnet, l1 }, receipt) => {
    const withdrawalHash = getWithdrawals(receipt)[0]?.withdrawalHash;
    if (withdrawalHash === undefined) return undefined;
    const portal = { client: l1, address: devnet.op.addresses.l1.portal, abi: portalAbi, args: { withdrawalHash } };
    return {
      proven: async (wait) => {
        const seen = await waitForEvent({ ...portal, ...wait, eventName: "WithdrawalProven" });
        return { seen, value: withdrawalHash, words: "withdrawal proven against a dispute game" };
      },
      finalized: async (wait) => {
        const seen = await waitForEvent({ ...portal, ...wait, eventName: "WithdrawalFinalized" });
        return { seen, value: withdrawalHash, words: "withdrawal finalized" };
      },
    };
  },
};

const nitroAbi = parseAbi([
  "event L2ToL1Tx(address caller, address indexed destination, uint256 indexed hash, uint256 indexed position, uint256 arbBlockNum, uint256 ethBlockNum, uint256 timestamp, uint256 callvalue, bytes data)",
  "event AssertionConfirmed(bytes32 indexed assertionHash, bytes32 blockHash, bytes32 sendRoot)",
  "event OutBoxTransactionExecuted(address indexed to, address indexed l2Sender, uint256 indexed zero, uint256 transactionIndex)",
]);

export const arbitrumPassage: Passage = {
  waitsFor: {
    prove: "a confirmed assertion on L1 that covers the batch's block",
    finalize: "the relayer to have the outbox execute it",
    land: "the outbox to hand the batch to the hub",
  },
  follow: ({ devnet, l1, l2 }, { logs }) => {
    const position = parseEventLogs({ abi: nitroAbi, logs, eventName: "L2ToL1Tx" })[0]?.args.position;
    if (position === undefined) return undefined;
    const { rollup, outbox } = devnet.arbitrum.addresses;
    return {
      proven: ({ fromBlock, patience }) =>
        waitFor({
          what: "AssertionConfirmed",
          patience,
          read: async () => {
            const filter = { address: rollup, abi: nitroAbi, eventName: "AssertionConfirmed", fromBlock } as const;
            for (const log of await l1.getContractEvents({ ...filter, strict: true })) {
              const { blockHash, sendRoot } = log.args;
              if ((await sendsUpTo(l2, blockHash)) <= position) continue;
              const seen = { tx: log.transactionHash, block: log.blockNumber, args: log.args };
              return { seen, value: sendRoot, words: `assertion confirmed that covers message ${position}` };
            }
            return undefined;
          },
        }),
      finalized: async (wait) => {
        const seen = await waitForEvent({
          ...wait,
          client: l1,
          address: outbox,
          abi: nitroAbi,
          eventName: "OutBoxTransactionExecuted",
          where: ({ transactionIndex }) => transactionIndex === position,
        });
        return { seen, value: position.toString(), words: `message ${position} executed by the outbox` };
      },
    };
  },
};

/** Messages to L1 that there are up to this block of L2. */
async function sendsUpTo(l2: PublicClient, blockHash: Hash): Promise<bigint> {
  return BigInt(nitroHeaderOf(await l2.getBlock({ blockHash })).sendCount);
}
