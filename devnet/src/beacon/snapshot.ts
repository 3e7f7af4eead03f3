import { readFile, writeFile } from "node:fs/promises";
import type { ChainConfig } from "@lodestar/config";
import { type CachedBeaconStateFulu, createCachedBeaconState, createPubkeyCache } from "@lodestar/state-transition";
import { ssz } from "@lodestar/types";
import { DevnetError, messageOf } from "../errors.ts";
import { chainFiles } from "../state.ts";
import { applyBlock, signed } from "./block.ts";
import { createConfig } from "./config.ts";
import { type BlockRecord, type BlockStore, createBlockStore } from "./store.ts";

const { SignedBeaconBlock, BeaconBlock, BeaconState } = ssz.fulu;

/** Writes what a node syncs from: the finalized state, and every block. */
export async function saveBeacon(store: BlockStore, directory: string): Promise<void> {
  const finalized = store.finalized().state;
  if (finalized === undefined) throw new DevnetError("STATE_UNREADABLE", "the finalized state is not kept");
  await writeFile(chainFiles(directory).beaconState, finalized.serialize());
  await writeFile(chainFiles(directory).beaconBlocks, framed([...store.all()].map((record) => encode(record))));
}

/** Loads the finalized state and runs the state transition over the blocks after it, checking every state root. */
export async function restoreBeacon(chainConfig: ChainConfig, directory: string): Promise<BlockStore> {
  try {
    const blocks = unframed(await readFile(chainFiles(directory).beaconBlocks)).map(decode);
    const base = loadState(chainConfig, await readFile(chainFiles(directory).beaconState));
    const baseRoot = base.hashTreeRoot();
    const at = blocks.findIndex(({ block }) => Buffer.from(block.stateRoot).equals(baseRoot));
    const first = blocks[at];
    if (first === undefined) throw new DevnetError("STATE_UNREADABLE", "no stored block has the stored state");
    const store = createBlockStore({ ...first, state: base }, blocks.slice(0, at));
    for (const record of blocks.slice(at + 1)) {
      store.append({ ...record, state: applyBlock(store.head().state, record.block, { verifyStateRoot: true }) });
    }
    return store;
  } catch (error) {
    const message = `the beacon chain in ${directory} can't be restored: ${messageOf(error)}`;
    throw new DevnetError("STATE_UNREADABLE", message, { directory }, error);
  }
}

function loadState(chainConfig: ChainConfig, bytes: Uint8Array): CachedBeaconStateFulu {
  const state = BeaconState.deserializeToViewDU(bytes);
  const config = createConfig(chainConfig, state.genesisValidatorsRoot);
  return createCachedBeaconState(state, { config, pubkeyCache: createPubkeyCache() });
}

function encode({ block }: BlockRecord): Uint8Array {
  return SignedBeaconBlock.serialize(signed(block));
}

function decode(bytes: Uint8Array): BlockRecord {
  const { message } = SignedBeaconBlock.deserialize(bytes);
  return { slot: message.slot, root: BeaconBlock.hashTreeRoot(message), block: message };
}

/** Each part behind its length, four bytes, big-endian. */
function framed(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

function unframed(bytes: Buffer): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const end = offset + 4 + bytes.readUInt32BE(offset);
    if (end > bytes.length) throw new DevnetError("STATE_UNREADABLE", "the file of blocks is cut short");
    parts.push(Uint8Array.from(bytes.subarray(offset + 4, end)));
    offset = end;
  }
  return parts;
}
