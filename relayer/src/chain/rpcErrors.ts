import { BaseError, HttpRequestError, RpcRequestError, TimeoutError } from "viem";
import { CsethError, type RetryPolicy, retryPolicyOf } from "../domain/errors.ts";

/** Whose failure it is: the request's own, or the endpoint's, in which case another endpoint may do better. */
export type Blame = "request" | "endpoint";

const RATE_OR_RESOURCE_CODES = new Set([-32005, -32002, -32603, -32601]);
// A node that lags or has pruned says so in these words, under the same code as errors of the request.
const MISSING_STATE = /header not found|unknown block|block not found|missing trie node|historical state|not synced/i;
const RATE_LIMIT = /rate limit|too many requests|capacity|throughput|quota/i;

/**
 * Decides whether a failed call is tried elsewhere. An error about a transaction ("nonce too low", a revert) is never
 * the provider's: sending it on to the next one would only repeat it, or hide it.
 */
export function blameFor({ error, method }: { error: unknown; method: string }): Blame {
  if (error instanceof TimeoutError) return "endpoint";
  if (rangeErrorOf(error)) return "request";
  if (error instanceof HttpRequestError) return "endpoint";
  const rpc = findRpcError(error);
  if (!rpc) return "endpoint";
  const text = messageOf(error);
  if (method === "eth_sendRawTransaction") return RATE_LIMIT.test(text) ? "endpoint" : "request";
  if (MISSING_STATE.test(text) || RATE_LIMIT.test(text)) return "endpoint";
  return RATE_OR_RESOURCE_CODES.has(rpc.code) ? "endpoint" : "request";
}

/** The node's own words, wherever viem has put them. */
export function messageOf(error: unknown): string {
  if (error instanceof BaseError) {
    const parts: string[] = [];
    error.walk((cause) => {
      if (cause instanceof BaseError) parts.push(cause.details ?? "", cause.shortMessage);
      else if (cause instanceof Error) parts.push(cause.message);
      return false;
    });
    return parts.join(" | ");
  }
  return error instanceof Error ? error.message : String(error);
}

function findRpcError(error: unknown): RpcRequestError | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const found = error.walk((cause) => cause instanceof RpcRequestError);
  return found instanceof RpcRequestError ? found : undefined;
}

/** An error of ours beneath whatever viem wrapped around it, or the error itself. */
export function unwrapRpc(error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof CsethError) return cause;
  }
  return error;
}

/**
 * What to do about anything thrown where chains are read. What a node answered and viem could not use is the node's
 * doing: another one, or the same one later, may do better. Defects of ours stay what they are.
 */
export function policyOf(thrown: unknown): { error: unknown; policy: RetryPolicy } {
  const error = unwrapRpc(thrown);
  return { error, policy: error instanceof BaseError ? "backoff" : retryPolicyOf(error) };
}

export type RangeError = { suggested?: { from: bigint; to: bigint } };

const RANGE_WORDS =
  /block range|range (is )?too (large|wide|big)|max(imum)? (block )?range|more than \d+ (results|logs)|query returned more|response size|too many (results|logs|blocks)|logs? (are )?limited|eth_getLogs.*(limit|range)|exceed.*range|range.*(exceed|limit)/i;
const SUGGESTED = /\[?(0x[0-9a-f]+)\s*(?:,|-|to)\s*(0x[0-9a-f]+)\]?/i;

/**
 * Recognises a provider's refusal of a log query for being too large, and the range it proposes instead.
 * Wordings of Alchemy, Infura, QuickNode, Ankr, Chainstack, Erigon, geth and anvil are in the tests.
 */
export function rangeErrorOf(error: unknown): RangeError | undefined {
  const text = messageOf(error);
  if (!RANGE_WORDS.test(text)) return undefined;
  const match = SUGGESTED.exec(text);
  if (!match?.[1] || !match[2]) return {};
  return { suggested: { from: BigInt(match[1]), to: BigInt(match[2]) } };
}
