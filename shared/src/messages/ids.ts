import { type Hex, keccak256, sha256 } from "viem";
import { MessageError } from "./message-error.ts";
import { bytesField, pack, uintField } from "./packed.ts";

/** Lane id of L1; lanes of L2s are numbered from 1. */
export const l1Lane = 0;

/** `laneId << 48 | sequence`: the lane an operator registered on and its running number there, from 1. */
export function operatorId({ laneId, sequence }: { laneId: number; sequence: bigint }): bigint {
  if (sequence === 0n) throw new MessageError("Ids_ZeroSequence", { laneId });
  return BigInt(pack(uintField("laneId", laneId, 2), uintField("sequence", sequence, 6)));
}

/** Home lane and running number of an operator. */
export function splitOperatorId(id: bigint): { laneId: number; sequence: bigint } {
  uintField("operatorId", id, 8);
  return { laneId: Number(id >> 48n), sequence: id & 0xffffffffffffn };
}

/** keccak256(laneId u16 ‖ batchNonce u64 ‖ index u32): names an action from its L2 to its execution on L1. */
export function actionId({ laneId, batchNonce, index }: { laneId: number; batchNonce: bigint; index: number }): Hex {
  return keccak256(
    pack(uintField("laneId", laneId, 2), uintField("batchNonce", batchNonce, 8), uintField("index", index, 4)),
  );
}

/** SSZ root of a 48-byte public key, `sha256(pubkey ‖ 16 zero bytes)`: names a validator on L1 and in proofs. */
export function validatorId(pubkey: Hex): Hex {
  return sha256(pack(bytesField("pubkey", pubkey, 48), uintField("padding", 0, 16)));
}
