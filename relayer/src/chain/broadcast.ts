import type { Hash, Hex } from "viem";
import { keccak256 } from "viem";
import type { ChainClient } from "./client.ts";
import { blameFor, messageOf } from "./rpcErrors.ts";

/**
 * What the nodes said of a signed transaction.
 * - `accepted`: at least one node holds it now, or held it before.
 * - `nonce-used`: some transaction with this nonce is mined. It may be this one or another of ours: look at all hashes.
 * - `underpriced`: a node wants a higher fee to replace what it holds.
 * - `refused`: nothing can come of these bytes as things stand (funds, gas limit).
 * - `unknown`: no node answered.
 */
export type BroadcastOutcome =
  | { kind: "accepted"; hash: Hash }
  | { kind: "nonce-used" | "underpriced" | "refused" | "unknown"; hash: Hash; reason: string };

const ALREADY_KNOWN = /already known|already imported|known transaction|transaction already|ALREADY_EXISTS/i;
const NONCE_USED = /nonce too low|nonce has already been used|old nonce|OldNonce|nonce is too low/i;
const UNDERPRICED = /underpriced|fee too low|less than block base fee|max fee per gas less|FeeTooLow|replacement/i;

/** Sends signed bytes to every usable endpoint: a mempool that drops them must not be the only one to know them. */
export async function broadcast({ client, raw }: { client: ChainClient; raw: Hex }): Promise<BroadcastOutcome> {
  const hash = keccak256(raw);
  const results = await client.requestEvery({ method: "eth_sendRawTransaction", params: [raw] });
  const refusals: { kind: "nonce-used" | "underpriced" | "refused" | "unknown"; reason: string }[] = [];
  for (const result of results) {
    if (result.status === "fulfilled") return { kind: "accepted", hash };
    const reason = messageOf(result.reason);
    if (ALREADY_KNOWN.test(reason)) return { kind: "accepted", hash };
    refusals.push({ kind: classify(result.reason, reason), reason });
  }
  const order = ["nonce-used", "underpriced", "refused", "unknown"] as const;
  const worst = order.flatMap((kind) => refusals.find((refusal) => refusal.kind === kind) ?? [])[0];
  return { hash, ...(worst ?? { kind: "unknown", reason: "no endpoint answered" }) };
}

function classify(error: unknown, reason: string): "nonce-used" | "underpriced" | "refused" | "unknown" {
  if (blameFor({ error, method: "eth_sendRawTransaction" }) === "endpoint") return "unknown";
  if (NONCE_USED.test(reason)) return "nonce-used";
  if (UNDERPRICED.test(reason)) return "underpriced";
  return "refused";
}
