// Twin of shared/contracts/keys/KeySets.sol.
import { concat, type Hex, keccak256 } from "viem";
import { MessageError } from "../messages/message-error.ts";
import { byteLength, bytesField, pack, uintField } from "../messages/packed.ts";
import { params } from "../params.ts";
import { outboxRoot, proveRun } from "./outbox-tree.ts";

/** A validator key as an operator hands it in. */
export type ValidatorKey = Readonly<{
  /** 48 bytes */
  pubkey: Hex;
  /** 96 bytes: deposit signature over 1 ether and the vault's 0x02 credentials */
  signature: Hex;
}>;

const maxKeys = Number(params.mainnet.keysPerSetMax);

/** keccak256(0x03 ‖ index u16 ‖ pubkey ‖ signature). */
export function keyLeaf({ index, pubkey, signature }: ValidatorKey & Readonly<{ index: number }>): Hex {
  if (byteLength(pubkey) !== 48) throw new MessageError("KeySets_BadPubkeyLength", { length: byteLength(pubkey) });
  if (byteLength(signature) !== 96) {
    throw new MessageError("KeySets_BadSignatureLength", { length: byteLength(signature) });
  }
  return keccak256(
    pack(
      uintField("domain", 3, 1),
      uintField("index", index, 2),
      bytesField("pubkey", pubkey, 48),
      bytesField("signature", signature, 96),
    ),
  );
}

/** Root of a set. Throws `KeySets_BadLength` for none or too many keys. */
export function keySetRoot(keys: readonly ValidatorKey[]): Hex {
  return outboxRoot(leavesOf(keys));
}

/** Siblings of one key, from the leaf up. */
export function proveKey(keys: readonly ValidatorKey[], index: number): Hex[] {
  return proveRun(leavesOf(keys), { start: index, length: 1 });
}

/** keccak256(0x04 ‖ operatorId u64 ‖ salt ‖ root): what an operator commits to before anyone sees a key. */
export function keyCommitment({ operatorId, salt, root }: { operatorId: bigint; salt: Hex; root: Hex }): Hex {
  return keccak256(
    pack(
      uintField("domain", 4, 1),
      uintField("operatorId", operatorId, 8),
      bytesField("salt", salt, 32),
      bytesField("root", root, 32),
    ),
  );
}

/** `pubkey ‖ signature` of each key: what the node desk is given to reveal. */
export function encodeKeys(keys: readonly ValidatorKey[]): Hex {
  return concat(keys.flatMap(({ pubkey, signature }) => [pubkey, signature]));
}

/** The keys of a revealed set. Throws `KeySets_BadLength` unless they are whole. */
export function decodeKeys(data: Hex): ValidatorKey[] {
  const length = byteLength(data);
  if (length === 0 || length % 144 !== 0) throw new MessageError("KeySets_BadLength", { length });
  const slice = (from: number, bytes: number): Hex => `0x${data.slice(2 + 2 * from, 2 + 2 * (from + bytes))}`;
  return Array.from({ length: length / 144 }, (_, index) => ({
    pubkey: slice(144 * index, 48),
    signature: slice(144 * index + 48, 96),
  }));
}

function leavesOf(keys: readonly ValidatorKey[]): Hex[] {
  if (keys.length === 0 || keys.length > maxKeys) {
    throw new MessageError("KeySets_BadLength", { length: 144 * keys.length });
  }
  return keys.map((key, index) => keyLeaf({ index, ...key }));
}
