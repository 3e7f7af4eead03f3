import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { Hex } from "viem";
import { DevnetError, messageOf } from "./errors.ts";

export type JsonRpc = {
  readonly url: string;
  /** @throws DevnetError RPC_FAILED when the node answers an error, CHAIN_UNREACHABLE when it does not answer */
  request<Result = unknown>(method: string, ...params: readonly unknown[]): Promise<Result>;
};

type Request = {
  readonly jsonrpc: "2.0";
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
};
type Answer = { id?: number; result?: unknown; error?: { code: number; message: string; data?: unknown } };
type Waiting = { request: Request; answered: (answer: Answer) => void; failed: (error: unknown) => void };

/**
 * Raw JSON-RPC for the calls that only a devnet makes; whoever uses the chains takes viem. Requests that are made at the
 * same moment travel as one batch, in which none may count on another's place.
 */
export function createJsonRpc(url: string): JsonRpc {
  let id = 0;
  let waiting: Waiting[] = [];

  async function flush(): Promise<void> {
    const sent = waiting;
    waiting = [];
    try {
      const answers = await postAll(
        url,
        sent.map(({ request }) => request),
      );
      for (const [index, { answered }] of sent.entries()) answered(answers[index] as Answer);
    } catch (error) {
      for (const { failed } of sent) failed(error);
    }
  }

  return {
    url,
    async request<Result>(method: string, ...params: readonly unknown[]): Promise<Result> {
      id += 1;
      const request: Request = { jsonrpc: "2.0", id, method, params };
      const answer = await new Promise<Answer>((answered, failed) => {
        if (waiting.push({ request, answered, failed }) === 1) setImmediate(() => void flush());
      });
      if (answer.error) {
        const { code, message, data } = answer.error;
        throw new DevnetError("RPC_FAILED", `${method}: ${message}`, { url, method, code, data });
      }
      return answer.result as Result;
    },
  };
}

/** @returns the answers in the order of the requests */
async function postAll(url: string, requests: readonly Request[]): Promise<readonly Answer[]> {
  const [only] = requests;
  if (requests.length === 1 && only) return [(await post(url, only, only.method)) as Answer];
  const methods = requests.map(({ method }) => method).join(", ");
  const answers = (await post(url, requests, methods)) as readonly Answer[];
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return requests.map(({ id, method }) => {
    const answer = byId.get(id);
    if (answer === undefined) throw new DevnetError("RPC_FAILED", `${method}: left out of a batch`, { url, method });
    return answer;
  });
}

/** A request as somebody else made it. @returns the node's answer, errors included */
export async function passOn(
  url: string,
  method: string,
  params: readonly unknown[],
): Promise<{ result: unknown } | { error: { code: number; message: string; data?: unknown } }> {
  const { result = null, error } = (await post(url, { jsonrpc: "2.0", id: 1, method, params }, method)) as Answer;
  return error ? { error } : { result };
}

/** A slot takes some forty requests, and `fetch` would take three times the processor time for each. */
const agent = new Agent({ keepAlive: true });

async function post(url: string, payload: Request | readonly Request[], method: string): Promise<unknown> {
  const body = JSON.stringify(payload);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      httpRequest(url, { agent, method: "POST", headers }, resolve).once("error", reject).end(body);
    });
    return JSON.parse(await text(response));
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
