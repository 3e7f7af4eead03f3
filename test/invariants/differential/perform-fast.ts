// Fast messages, true and forged. The player is the fast gateway of both hubs, as one whose verifiers are all bribed.
import { encodeFunctionData, type Hex, keccak256, numberToHex, parseAbi } from "viem";
import { iFastNotesAbi } from "../../../shared/src/abi/IFastNotes.ts";
import { encodeEnvelope, messageType } from "../../../shared/src/messages/envelope.ts";
import { encodeFastFreezeBody, encodeFastNoteBody } from "../../../shared/src/messages/fast-messages.ts";
import { applyToCore, applyToLane } from "../../../shared/src/model/events.ts";
import type { Batch } from "../../../shared/src/model/lane-l1-state.ts";
import type { Call } from "./call.ts";
import type { Addresses } from "./chain.ts";
import type { FastEvent } from "./events.ts";
import { encodeMessage } from "./numbers.ts";
import { interoperable, L1_CHAIN, L2_CHAIN } from "./peers.ts";
import type { World } from "./world.ts";

const recipientAbi = parseAbi([
  "function receiveMessage(bytes32 receiveId, bytes sender, bytes payload) payable returns (bytes4)",
]);
const NO_ID: Hex = numberToHex(0n, { size: 32 });

export function performFast(world: World, event: FastEvent, addresses: Addresses): Call {
  const { core, lane, now } = world;
  const { laneHub, l2Hub } = addresses;
  switch (event.kind) {
    case "fastNote": {
      const batch = notedBatch(world, event);
      const digest = keccak256(encodeMessage({ kind: "batch", batch, version: world.versions.l2Hub }, addresses));
      const body = encodeFastNoteBody({ batchNonce: BigInt(batch.nonce), digest });
      const payload = encodeEnvelope({ type: messageType.fastNote, laneId: 1, nonce: 1n, body });
      const args = [NO_ID, interoperable(L2_CHAIN, l2Hub), payload] as const;
      const data = encodeFunctionData({ abi: recipientAbi, functionName: "receiveMessage", args });
      return {
        step: { caller: 0, target: laneHub, value: 0n, data },
        perform: () => {
          applyToCore(core, "noteFast", { laneId: 1, batch, now });
          return null;
        },
      };
    }
    case "fastFreeze": {
      const body = encodeFastFreezeBody({ rateNonce: BigInt(event.rateNonce) });
      const payload = encodeEnvelope({ type: messageType.fastFreeze, laneId: 1, nonce: 1n, body });
      const args = [NO_ID, interoperable(L1_CHAIN, laneHub), payload] as const;
      const data = encodeFunctionData({ abi: recipientAbi, functionName: "receiveMessage", args });
      return {
        step: { caller: 0, target: l2Hub, value: 0n, data },
        perform: () => {
          applyToLane(lane, "receiveFastFreeze", { freeze: { rateNonce: event.rateNonce }, now });
          return null;
        },
      };
    }
    case "missingTwin": {
      const args = [1, BigInt(event.nonce)] as const;
      const data = encodeFunctionData({ abi: iFastNotesAbi, functionName: "freezeForMissingTwin", args });
      return {
        step: { caller: 0, target: laneHub, value: 0n, data },
        perform: () => {
          applyToCore(core, "freezeForMissingTwin", { laneId: 1, nonce: event.nonce, now });
          return null;
        },
      };
    }
  }
}

/** The n-th batch, closed or not yet; forged, it claims a share more. */
function notedBatch({ batches, messages }: World, { batch: index, forged }: { batch: number; forged: boolean }): Batch {
  const message = messages[batches[index] ?? -1];
  const zero = { rateNonce: 0, minted: 0n, burned: 0n, forwarded: 0n, ether: 0n, heldAfter: 0n };
  const batch = message?.kind === "batch" ? message.batch : { ...zero, nonce: index + 1 };
  return forged ? { ...batch, minted: batch.minted + 1n } : batch;
}
