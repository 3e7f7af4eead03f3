import { CsethError } from "../domain/errors.ts";
import type { ChainClient } from "./client.ts";

/** A chain, and how old its newest block may be. Comparing endpoints tells nothing when all of them are behind. */
export type AgedChain = {
  client: Pick<ChainClient, "name" | "health">;
  config: { maxHeadAgeSeconds: number };
  /** Milliseconds. */
  now: () => number;
};

/** Seconds since the newest block that a usable endpoint knows, if that is too long; undefined while it is not. */
export function staleHeadOf({ client, config, now }: AgedChain): bigint | undefined {
  const times = client.health().flatMap(({ usable, headTime }) => (usable && headTime !== undefined ? headTime : []));
  const newest = times.reduce<bigint | undefined>((a, b) => (a !== undefined && a > b ? a : b), undefined);
  return newest === undefined ? undefined : tooOld(newest, { config, now });
}

/** As {@link staleHeadOf}, of one block. @param headTime chain time, seconds */
export function tooOld(headTime: bigint, { config, now }: Omit<AgedChain, "client">): bigint | undefined {
  const age = BigInt(Math.floor(now() / 1_000)) - headTime;
  return age > BigInt(config.maxHeadAgeSeconds) ? age : undefined;
}

/** What to do about an old head. */
export const staleHeadFix = (chain: string) =>
  `Wait until the node has synced, or name another in rpcUrls; on a chain whose time runs behind raise maxHeadAgeSeconds of ${chain}.`;

/**
 * For the start of whatever acts on what a chain says: beginning with a node that is days behind would mislead everyone.
 * @throws RPC_HEAD_STALE
 */
export function requireFreshHead(chain: AgedChain): void {
  const age = staleHeadOf(chain);
  if (age === undefined) return;
  const { name } = chain.client;
  throw new CsethError({
    code: "RPC_HEAD_STALE",
    retry: "backoff",
    message: `${name}: the newest block of every RPC endpoint is ${age} seconds old`,
    fix: staleHeadFix(name),
    context: { chain: name, ageSeconds: age, maxHeadAgeSeconds: chain.config.maxHeadAgeSeconds },
  });
}
