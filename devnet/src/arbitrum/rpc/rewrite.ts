import { type Hash, type Hex, numberToHex } from "viem";
import type { Ledger } from "../ledger.ts";

type Fields = Record<string, unknown>;

/** Of the node's own transactions; Nitro's have them, if at all, with values of their own. */
const foreignFields = ["accessList", "authorizationList", "maxFeePerGas", "maxPriorityFeePerGas", "yParity"];

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isHash = (value: unknown): value is Hash => typeof value === "string" && value.length === 66;

export type Rewrite = ReturnType<typeof createRewrite>;

/** Answers of the node as Nitro gives them: its hashes for ArbOS's transactions, and what its blocks say beyond others. */
export function createRewrite(ledger: Ledger) {
  const nitroHash = (hash: unknown): unknown => (isHash(hash) ? (ledger.byNodeHash(hash)?.hash ?? hash) : hash);

  function transaction(value: unknown): unknown {
    if (!isObject(value)) return nitroHash(value);
    const known = isHash(value.hash) ? ledger.byNodeHash(value.hash) : undefined;
    if (!known) return value;
    const own = Object.entries(value).filter(([field]) => !foreignFields.includes(field));
    return { ...Object.fromEntries(own), ...known.transaction, hash: known.hash };
  }

  function log(value: unknown): unknown {
    return isObject(value) ? { ...value, transactionHash: nitroHash(value.transactionHash) } : value;
  }

  function receipt(value: unknown): unknown {
    if (!isObject(value)) return value;
    const known = isHash(value.transactionHash) ? ledger.byNodeHash(value.transactionHash) : undefined;
    const { l1BlockNumber } = ledger.blockAt(Number(value.blockNumber));
    const shown = { ...value, ...known?.receipt };
    return {
      ...shown,
      ...(known ? { cumulativeGasUsed: numberToHex(known.gasBefore + Number(shown.gasUsed)) } : {}),
      transactionHash: nitroHash(value.transactionHash),
      logs: list(value.logs, log),
      gasUsedForL1: "0x0",
      l1BlockNumber: numberToHex(l1BlockNumber),
    };
  }

  function block(value: unknown): unknown {
    if (!isObject(value)) return value;
    const { sendRoot, sendCount, l1BlockNumber } = ledger.blockAt(Number(value.number));
    return {
      ...value,
      ...(value.transactions ? { transactions: list(value.transactions, transaction) } : {}),
      sendRoot,
      sendCount: numberToHex(sendCount),
      l1BlockNumber: numberToHex(l1BlockNumber),
    };
  }

  const list = (values: unknown, each: (value: unknown) => unknown): unknown =>
    Array.isArray(values) ? values.map(each) : values;

  /** By method; the answers of others hold nothing that differs. */
  const answers: Readonly<Record<string, (result: unknown) => unknown>> = {
    eth_getBlockByHash: block,
    eth_getBlockByNumber: block,
    eth_getBlockReceipts: (result) => list(result, receipt),
    eth_getTransactionReceipt: receipt,
    eth_getTransactionByHash: transaction,
    eth_getTransactionByBlockHashAndIndex: transaction,
    eth_getTransactionByBlockNumberAndIndex: transaction,
    eth_getLogs: (result) => list(result, log),
    eth_getFilterLogs: (result) => list(result, log),
    eth_getFilterChanges: (result) => list(result, (each) => (isObject(each) ? log(each) : nitroHash(each))),
  };

  return {
    block,
    log,
    answer: (method: string, result: unknown): unknown => answers[method]?.(result) ?? result,
    /** The node's hash of a transaction that a request names by Nitro's. */
    nodeHash: (hash: unknown): unknown => (isHash(hash) ? (ledger.byHash(hash as Hex)?.nodeHash ?? hash) : hash),
  };
}
