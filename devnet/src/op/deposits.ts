import { type Address, concat, decodeEventLog, type Hex, pad, toHex } from "viem";
import { getSourceHash, opaqueDataToDepositData, serializeTransaction } from "viem/op-stack";
import type { RpcBlock, RpcLog } from "../json-rpc.ts";
import { portalAbi } from "./contracts.ts";
import { predeploys } from "./predeploys.ts";

/** Sender of the transaction that tells L2 about its L1 origin, fixed by the OP-stack specification. */
const attributesDepositor: Address = "0xDeaDDEaDDeAdDeAdDEAdDEaddeAddEAdDEAd0001";
const attributesGas = 1_000_000n;
const setL1BlockValuesIsthmus: Hex = "0x098999be";
const blobBaseFee = 1;

export type SystemConfig = { batcherHash: Hex; baseFeeScalar: number; blobBaseFeeScalar: number };

/** A deposit transaction, type 0x7e, as it goes to the L2 node. */
export type Deposit = { from: Address; raw: Hex };

/** The first transaction of each L2 block: L1 origin, its fees, and which block of the epoch this is. */
export function attributesDeposit(origin: RpcBlock, sequenceNumber: number, config: SystemConfig): Deposit {
  const data = concat([
    setL1BlockValuesIsthmus,
    toHex(config.baseFeeScalar, { size: 4 }),
    toHex(config.blobBaseFeeScalar, { size: 4 }),
    toHex(sequenceNumber, { size: 8 }),
    pad(origin.timestamp, { size: 8 }),
    pad(origin.number, { size: 8 }),
    pad(origin.baseFeePerGas, { size: 32 }),
    toHex(blobBaseFee, { size: 32 }),
    origin.hash,
    config.batcherHash,
    // The operator fee's scalar and constant, unused.
    toHex(0, { size: 4 }),
    toHex(0, { size: 8 }),
  ]);
  const raw = serializeTransaction({
    type: "deposit",
    sourceHash: getSourceHash({ domain: "l1InfoDeposit", l1BlockHash: origin.hash, sequenceNumber }),
    from: attributesDepositor,
    to: predeploys.l1Block.address,
    gas: attributesGas,
    data,
  });
  return { from: attributesDepositor, raw };
}

/** The L2 transaction that a TransactionDeposited event of the portal stands for; its hash is the one viem computes. */
export function userDeposit({ data, topics, blockHash, logIndex }: RpcLog): Deposit {
  const { args } = decodeEventLog({ abi: portalAbi, eventName: "TransactionDeposited", data, topics });
  const { mint, value, gas, isCreation, data: input } = opaqueDataToDepositData(args.opaqueData);
  const raw = serializeTransaction({
    type: "deposit",
    sourceHash: getSourceHash({ domain: "userDeposit", l1BlockHash: blockHash, l1LogIndex: Number(logIndex) }),
    from: args.from,
    ...(isCreation ? {} : { to: args.to }),
    ...(mint === undefined ? {} : { mint }),
    ...(value === undefined ? {} : { value }),
    gas,
    data: input,
  });
  return { from: args.from, raw };
}

/** Deposits in their order, cut where a sender comes again: anvil's pool holds one deposit per sender at a time. */
export function batchesBySender(deposits: readonly Deposit[]): Deposit[][] {
  const batches: Deposit[][] = [];
  for (const deposit of deposits) {
    const last = batches.at(-1);
    if (last === undefined || last.some(({ from }) => from === deposit.from)) batches.push([deposit]);
    else last.push(deposit);
  }
  return batches;
}
