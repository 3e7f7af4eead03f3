import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { Hex } from "viem";
import { DevnetError, messageOf } from "./errors.ts";

export type JsonRpc = {
  readonly url: string;
  /** @throws DevnetError RPC_FAILED when the node answers an error, CHAIN_UNREACHABLE when it does not answer */
  request<Result = unknown>(method: string, ...params: readonly unknown[]): Promise<Result>;
};

type Answer = { result?: unknown; error?: { code: number; message: string; data?: unknown } };

/** Raw JSON-RPC for the calls that only a devnet makes; whoever uses the chains takes viem. */
export function createJsonRpc(url: string): JsonRpc {
  let id = 0;
  return {
    url,
    async request<Result>(method: string, ...params: readonly unknown[]): Promise<Result> {
      id += 1;
      const answer = await post(url, JSON.stringify({ jsonrpc: "2.0", id, method, params }), method);
      if (answer.error) {
        const { code, message, data } = answer.error;
        throw new DevnetError("RPC_FAILED", `${method}: ${message}`, { url, method, code, data });
      }
      return answer.result as Result;
    },
  };
}

/** A request as somebody else made it. @returns the node's answer, errors included */
export async function passOn(
  url: string,
  method: string,
  params: readonly unknown[],
): Promise<{ result: unknown } | { error: { code: number; message: string; data?: unknown } }> {
  const { result = null, error } = await post(url, JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }), method);
  return error ? { error } : { result };
}

/** A slot takes some forty requests, and `fetch` would take three times the processor time for each. */
const agent = new Agent({ keepAlive: true });

async function post(url: string, body: string, method: string): Promise<Answer> {
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      httpRequest(url, { agent, method: "POST", headers }, resolve).once("error", reject).end(body);
    });
    return JSON.parse(await text(response)) as Answer;
  } catch (error) {
    throw new DevnetError(
      "CHAIN_UNREACHABLE",
      `${method}: no answer from ${url}: ${messageOf(error)}`,
      { url, method },
      error,
    );
  }
}

export type RpcBlock = {
  number: Hex;
  hash: Hex;
  parentHash: Hex;
  timestamp: Hex;
  gasUsed: Hex;
  gasLimit: Hex;
  baseFeePerGas: Hex;
  stateRoot: Hex;
  receiptsRoot: Hex;
  transactions: readonly Hex[];
};

export type RpcLog = { data: Hex; topics: [Hex, ...Hex[]]; logIndex: Hex; blockHash: Hex };

export async function blockAt(
  rpc: JsonRpc,
  number: bigint | "latest" | "safe" | "finalized",
): Promise<RpcBlock | null> {
  const tag = typeof number === "bigint" ? `0x${number.toString(16)}` : number;
  return rpc.request<RpcBlock | null>("eth_getBlockByNumber", tag, false);
}

export async function headOf(rpc: JsonRpc): Promise<RpcBlock> {
  const block = await blockAt(rpc, "latest");
  if (block === null) throw new DevnetError("RPC_FAILED", `${rpc.url} has no head block`, { url: rpc.url });
  return block;
}
