import { readFile } from "node:fs/promises";
import { CsethError } from "../domain/errors.ts";
import { type LeafSet, parseLeafSet } from "./leaf-set.ts";

/** A million leaves are some 120 MB of text. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Reads a lane's leaf set that somebody published: a file, the address of one (it ends with `.json`), or an oracle
 * member's, which is asked for the set that the report of `frame` rooted.
 * @throws REWARDS_SOURCE_UNREADABLE, REWARDS_LEAF_SET_INVALID
 */
export async function readLeafSet({
  from,
  laneId,
  frame,
  timeoutMs = 30_000,
  fetch = globalThis.fetch,
}: {
  from: string;
  laneId: number;
  frame: bigint;
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
}): Promise<LeafSet> {
  const url = /^https?:\/\//.test(from) ? addressOf({ from, laneId, frame }) : undefined;
  let text: string;
  try {
    text = url === undefined ? await readFile(from, "utf8") : await get({ url, timeoutMs, fetch });
  } catch (cause) {
    throw new CsethError({
      code: "REWARDS_SOURCE_UNREADABLE",
      retry: url === undefined ? "never" : "backoff",
      message: `cannot read a leaf set from ${url ?? from}`,
      fix: "Give an existing file or another member's address with --from, or leave --from out to rebuild it from L1.",
      context: { from: url ?? from },
      cause,
    });
  }
  return parseLeafSet(text);
}

function addressOf({ from, laneId, frame }: { from: string; laneId: number; frame: bigint }): string {
  if (!URL.canParse(from) || new URL(from).pathname.endsWith(".json")) return from;
  return `${from.replace(/\/+$/, "")}/v1/rewards/${laneId}/frames/${frame}`;
}

async function get({ url, timeoutMs, fetch }: { url: string; timeoutMs: number; fetch: typeof globalThis.fetch }) {
  const response = await fetch(url, {
    headers: { accept: "application/json" },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new TypeError(`HTTP ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new TypeError(`the answer is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
