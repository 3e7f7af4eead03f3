import { constants, existsSync } from "node:fs";
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type Hex, hexToBytes } from "viem";
import type { SavedLedger } from "./arbitrum/ledger.ts";
import { DevnetError, messageOf } from "./errors.ts";
import { headOf, type JsonRpc } from "./json-rpc.ts";
import type { SavedJob } from "./layer-zero/workers.ts";
import type { NitroAddresses } from "./types.ts";

const manifestFile = "devnet.json";
const format = 3;

/** What a saved state says about itself, beside the chains' own files. */
export type Manifest = {
  format: number;
  genesisTime: number;
  /** L1 block that the heads of both L2s were derived from. */
  l2Origin: string;
  /** Chain time of the heads, seconds. A node that loads a state would otherwise go on at the wall clock's time. */
  timestamps: Record<NodeName, number>;
  nitro: NitroAddresses;
  arbitrum: SavedLedger;
  /** Packets under way. */
  layerZero: readonly SavedJob[];
};

/** The chains whose node is an anvil. */
export type NodeName = "l1" | "op" | "arbitrum";

export const chainFiles = (directory: string) => ({
  l1: join(directory, "l1.json"),
  op: join(directory, "op.json"),
  arbitrum: join(directory, "arbitrum.json"),
  /** The finalized state, and every block: what a node syncs from. */
  beaconState: join(directory, "beacon-finalized-state.ssz"),
  beaconBlocks: join(directory, "beacon-blocks.ssz"),
});

/** Everything that a saved state consists of. */
const stateFiles = [manifestFile, ...Object.values(chainFiles(""))];

/**
 * A save replaces the whole folder, so it must be a state's own: made by a save, empty, or not there yet.
 * @throws DevnetError STATE_UNWRITABLE
 */
export async function requireSaveTarget(directory: string): Promise<void> {
  const refuse = (reason: string, cause?: unknown) =>
    new DevnetError("STATE_UNWRITABLE", `the state can't be saved to ${directory}: ${reason}`, { directory }, cause);
  let entries: string[] = [];
  try {
    await mkdir(dirname(directory), { recursive: true });
    await access(dirname(directory), constants.W_OK);
    entries = await readdir(directory);
  } catch (error) {
    if (!(existsSync(dirname(directory)) && (error as NodeJS.ErrnoException).code === "ENOENT"))
      throw refuse(messageOf(error), error);
  }
  const foreign = entries.find((entry) => !stateFiles.includes(entry));
  if (foreign !== undefined) throw refuse(`it holds ${foreign}, which a save would remove; give a folder of its own`);
}

export function holdsState(directory: string): boolean {
  return existsSync(join(directory, manifestFile));
}

/** @throws DevnetError STATE_UNREADABLE */
export async function readManifest(directory: string): Promise<Manifest> {
  const file = join(directory, manifestFile);
  const manifest = await readFile(file, "utf8")
    .then((text) => JSON.parse(text) as Manifest)
    .catch((error: unknown) => {
      throw new DevnetError("STATE_UNREADABLE", `${file} can't be read: ${messageOf(error)}`, { file }, error);
    });
  if (manifest.format !== format) {
    const message = `${file} has format ${manifest.format}, this version reads ${format}; delete the folder to start afresh`;
    throw new DevnetError("STATE_UNREADABLE", message, { file });
  }
  return manifest;
}

export type SaveOptions = {
  directory: string;
  manifest: Pick<Manifest, "genesisTime" | "nitro" | "arbitrum" | "layerZero">;
  chains: Record<NodeName, JsonRpc>;
  saveBeacon: (directory: string) => Promise<void>;
};

/** Writes into a folder beside the target and swaps at the end, so an interrupted save leaves the older state whole. */
export async function writeState(options: SaveOptions): Promise<void> {
  const { directory } = options;
  await requireSaveTarget(directory);
  try {
    await write(options);
  } catch (error) {
    const message = `the state can't be saved to ${directory}: ${messageOf(error)}`;
    throw new DevnetError("STATE_UNWRITABLE", message, { directory }, error);
  }
}

async function write({ directory, manifest, chains, saveBeacon }: SaveOptions): Promise<void> {
  const draft = `${directory}.draft-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const files = chainFiles(draft);
  await Promise.all([
    dump(chains.l1, files.l1),
    dump(chains.op, files.op),
    dump(chains.arbitrum, files.arbitrum),
    saveBeacon(draft),
  ]);
  const [l1, op, arbitrum] = await Promise.all([headOf(chains.l1), headOf(chains.op), headOf(chains.arbitrum)]);
  const written: Manifest = {
    format,
    ...manifest,
    l2Origin: BigInt(l1.number).toString(),
    timestamps: { l1: Number(l1.timestamp), op: Number(op.timestamp), arbitrum: Number(arbitrum.timestamp) },
  };
  await writeFile(join(draft, manifestFile), `${JSON.stringify(written)}\n`);
  const old = `${directory}.old-${process.pid}`;
  if (existsSync(directory)) await rename(directory, old);
  await rename(draft, directory);
  await rm(old, { recursive: true, force: true });
}

async function dump(rpc: JsonRpc, file: string): Promise<void> {
  const withHistory = false;
  const packed = await rpc.request<Hex>("anvil_dumpState", withHistory);
  await writeFile(file, await promisify(gunzip)(hexToBytes(packed)));
}
