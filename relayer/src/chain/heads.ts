import { type Block, BlockNotFoundError, type Hash } from "viem";
import type { FinalityConfig } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";
import type { ChainClient } from "./client.ts";
import { unwrapRpc } from "./rpcErrors.ts";

/** A block as far as following a chain needs it. */
export type BlockHeader = { number: bigint; hash: Hash; parentHash: Hash; timestamp: bigint; logsBloom: `0x${string}` };

/** Three levels of trust, ordered: finalized ≤ safe ≤ latest. */
export type Heads = { latest: BlockHeader; safe: BlockHeader; finalized: BlockHeader };

/**
 * Where the chain stands. `safe` is enough for what is cheap and reversible, `finalized` for roots and value.
 * @throws RPC_NO_FINALITY when the node knows no such tag
 */
export async function readHeads({
  client,
  finality,
}: {
  client: ChainClient;
  finality: FinalityConfig;
}): Promise<Heads> {
  const latest = await readHeader({ client, at: "latest" });
  if (finality.source === "depth") {
    const below = (depth: number) => readHeader({ client, at: max(latest.number - BigInt(depth), 0n) });
    const [safe, finalized] = await Promise.all([below(finality.safeDepth), below(finality.finalizedDepth)]);
    return { latest, safe, finalized };
  }
  try {
    const [safe, finalized] = await Promise.all([
      readHeader({ client, at: "safe" }),
      readHeader({ client, at: "finalized" }),
    ]);
    return { latest, safe, finalized };
  } catch (error) {
    const cause = unwrapRpc(error);
    if (cause instanceof CsethError) throw cause;
    throw new CsethError({
      code: "RPC_NO_FINALITY",
      retry: "backoff",
      message: `${client.name}: the node does not know its safe or finalized block`,
      fix: `Wait until it has synced; for a chain without these tags set finality.source of ${client.name} to depth.`,
      context: { chain: client.name },
      cause,
    });
  }
}

/** @throws BlockNotFoundError of viem when there is no such block */
export async function readHeader({
  client,
  at,
}: {
  client: ChainClient;
  at: bigint | "latest" | "safe" | "finalized" | { hash: Hash };
}): Promise<BlockHeader> {
  const block = await (typeof at === "bigint"
    ? client.viem.getBlock({ blockNumber: at })
    : typeof at === "string"
      ? client.viem.getBlock({ blockTag: at })
      : client.viem.getBlock({ blockHash: at.hash }));
  return toHeader(block as Block<bigint, false, "latest">);
}

/** The header, or undefined when the node has no such block. */
export async function findHeader(options: Parameters<typeof readHeader>[0]): Promise<BlockHeader | undefined> {
  try {
    return await readHeader(options);
  } catch (error) {
    if (error instanceof BlockNotFoundError) return undefined;
    throw error;
  }
}

function toHeader({ number, hash, parentHash, timestamp, logsBloom }: Block<bigint, false, "latest">): BlockHeader {
  return { number, hash, parentHash, timestamp, logsBloom };
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
