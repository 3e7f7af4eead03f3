import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DevnetError } from "../errors.ts";
import type { Genesis } from "../genesis.ts";

const quote = 0x22;
const backslash = 0x5c;
const open = 0x7b;
const close = 0x7d;
const lastPrintable = 0x7e;
/** A genesis file opens with `{ "config": { "chainId": …`: the brace stands at most this far before the key. */
const preamble = 200;

/**
 * Reads the genesis files of Optimism's own devnet out of the `supersim` package (MIT): they lie uncompressed inside its
 * program, which is scanned as bytes and never run. They hold the contracts in the version of today's OP Mainnet.
 */
export function extractGenesis(chainIds: readonly number[]): Genesis[] {
  const bytes = readProgram();
  return chainIds.map((chainId) => {
    const genesis = find(bytes, chainId);
    if (genesis === undefined) {
      const message = `the supersim package holds no genesis of chain ${chainId}; reinstall it in the locked version`;
      throw new DevnetError("GENESIS_UNREADABLE", message, { chainId });
    }
    return genesis;
  });
}

export function supersimVersion(): string {
  return (createRequire(import.meta.url)("supersim/package.json") as { version: string }).version;
}

function readProgram(): Buffer {
  const folder = join(dirname(createRequire(import.meta.url).resolve("supersim/package.json")), "bin");
  const program = join(folder, "supersim");
  if (existsSync(program)) return readFileSync(program);
  // Without install scripts only the archives are there. A tar holds its files' bytes as they are.
  const archive = join(folder, "supersim_Linux_x86_64.tar.gz");
  if (existsSync(archive)) return gunzipSync(readFileSync(archive));
  throw new DevnetError("GENESIS_UNREADABLE", `neither ${program} nor its archive is there: run npm ci`, { folder });
}

function find(bytes: Buffer, chainId: number): Genesis | undefined {
  const key = `"chainId": ${chainId}`;
  for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) {
    const config = bytes.lastIndexOf('"config"', at);
    if (config < 0 || at - config > preamble) continue;
    const genesis = parse(bytes, bytes.lastIndexOf(open, config));
    if (genesis?.alloc && genesis.config.chainId === chainId) return genesis;
  }
  return undefined;
}

function parse(bytes: Buffer, start: number): Genesis | undefined {
  const end = endOfObject(bytes, start);
  if (end === undefined) return undefined;
  try {
    return JSON.parse(bytes.subarray(start, end).toString("latin1")) as Genesis;
  } catch {
    return undefined;
  }
}

/** @returns where the JSON object that starts here ends, or undefined if these bytes are no text */
function endOfObject(bytes: Buffer, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0 || byte > lastPrintable) return undefined;
    if (inString && byte === backslash) at += 1;
    else if (byte === quote) inString = !inString;
    else if (inString) continue;
    else if (byte === open) depth += 1;
    else if (byte === close && --depth === 0) return at + 1;
  }
  return undefined;
}
