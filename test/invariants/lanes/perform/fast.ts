// Fast messages, true and forged, and what the hubs themselves send that way.
import { encodeFunctionData, type Hex, keccak256, numberToHex, parseAbi } from "viem";
import { iFastLinkAbi } from "../../../../shared/src/abi/IFastLink.ts";
import { iFastNotesAbi } from "../../../../shared/src/abi/IFastNotes.ts";
import { encodeEnvelope, messageType } from "../../../../shared/src/messages/envelope.ts";
import { encodeFastFreezeBody, encodeFastNoteBody } from "../../../../shared/src/messages/fast-messages.ts";
import type { Batch } from "../../../../shared/src/model/lane-l1-state.ts";
import { closeBatch } from "../../../../shared/src/model/lane-l2.ts";
import { snapshotOf } from "../../../../shared/src/model/snapshot.ts";
import type { Addresses } from "../chain/deploy.ts";
import { CALLER, CHAIN_OF, interoperable } from "../chain/peers.ts";
import { applyCore, applyLane } from "../world/apply.ts";
import type { FastEvent } from "../world/events.ts";
import { actionsRoot, encodeBatch } from "../world/messages.ts";
import { etherToSend, hasBatch } from "../world/rules.ts";
import type { LaneWorld, World } from "../world/world.ts";
import { type Call, Refusal } from "./call.ts";

const recipientAbi = parseAbi([
  "function receiveMessage(bytes32 receiveId, bytes sender, bytes payload) payable returns (bytes4)",
]);
const NO_ID: Hex = numberToHex(0n, { size: 32 });

type EventOf<Kind extends FastEvent["kind"]> = Extract<FastEvent, { kind: Kind }>;

export function performFast(world: World, event: FastEvent, addresses: Addresses): Call {
  const { laneHub } = addresses.l1;
  const { hub } = addresses.lanes[event.lane];
  const onL1 = (data: Hex, perform: Call["perform"], caller: number = CALLER.player): Call => {
    return { chain: "l1", step: { caller, target: laneHub, value: 0n, data }, perform };
  };
  const onL2 = (data: Hex, perform: Call["perform"], caller: number = CALLER.player): Call => {
    return { chain: CHAIN_OF[event.lane], step: { caller, target: hub, value: 0n, data }, perform };
  };
  switch (event.kind) {
    case "fastNote": {
      const lane = world.lanes[event.lane];
      const { batch, digest } = notedBatch(world, lane, event);
      const body = encodeFastNoteBody({ batchNonce: BigInt(batch.nonce), digest });
      const data = receive(messageType.fastNote, event.lane, interoperable(CHAIN_OF[event.lane], hub), body);
      const perform = () => {
        const { outcome } = applyCore(world, "noteFast", { laneId: lane.id, batch, now: world.now });
        if (outcome === "noted") lane.noted[batch.nonce] = digest;
        return null;
      };
      return onL1(data, perform, CALLER.fastGateway[lane.id]);
    }
    case "fastFreeze": {
      const { rateNonce } = event;
      const body = encodeFastFreezeBody({ rateNonce: BigInt(rateNonce) });
      const data = receive(messageType.fastFreeze, event.lane, interoperable("l1", laneHub), body);
      const input = { freeze: { rateNonce }, now: world.now };
      const lane = world.lanes[event.lane];
      return onL2(data, () => nothing(applyLane(world, lane, "receiveFastFreeze", input)), CALLER.l2FastGateway);
    }
    case "missingTwin": {
      const args = [event.lane, BigInt(event.nonce)] as const;
      const data = encodeFunctionData({ abi: iFastNotesAbi, functionName: "freezeForMissingTwin", args });
      const input = { laneId: event.lane, nonce: event.nonce, now: world.now };
      return onL1(data, () => nothing(applyCore(world, "freezeForMissingTwin", input)));
    }
    case "sendFastNote": {
      const args = [BigInt(event.batch + 1)] as const;
      const data = encodeFunctionData({ abi: iFastLinkAbi, functionName: "sendFastNote", args });
      return onL2(data, () => sendNote(world.lanes[event.lane], event.batch + 1));
    }
    case "sendFastFreeze": {
      const data = encodeFunctionData({ abi: iFastNotesAbi, functionName: "sendFastFreeze", args: [event.lane] });
      return onL1(data, () => sendFreeze(world, world.lanes[event.lane]));
    }
  }
}

function receive(type: 3 | 4, laneId: number, sender: Hex, body: Hex): Hex {
  const payload = encodeEnvelope({ type, laneId, nonce: 1n, body });
  return encodeFunctionData({ abi: recipientAbi, functionName: "receiveMessage", args: [NO_ID, sender, payload] });
}

const nothing = (_: unknown): null => null;

function sendNote(lane: LaneWorld, nonce: number): readonly bigint[] {
  if (!lane.unannounced.includes(nonce)) throw new Refusal("L2Hub_NothingToNote");
  lane.unannounced = lane.unannounced.filter((each) => each !== nonce);
  return [];
}

function sendFreeze(world: World, lane: LaneWorld): readonly bigint[] {
  const { rateNonce } = applyCore(world, "sendFastFreeze", { laneId: lane.id });
  if (rateNonce <= lane.freezeRateNonce) throw new Refusal("LaneHub_FreezeAlreadySent");
  lane.freezesSent += 1;
  lane.freezeRateNonce = rateNonce;
  return [];
}

/** What a note is about; a forged one claims a share more, a reverted one what the L2 would close now. */
function notedBatch(world: World, lane: LaneWorld, { batch: index, story }: EventOf<"fastNote">) {
  const sent = lane.batches[index];
  const noted = story === "reverted" ? revertedBatch(world, lane) : (sent?.batch ?? unknownBatch(index + 1));
  const actions = (story === "reverted" ? lane.outbox : sent?.actions) ?? [];
  const batch = story === "forged" ? { ...noted, minted: noted.minted + 1n } : noted;
  return { batch, digest: keccak256(encodeBatch(lane.id, batch, actions, sent?.version ?? lane.version)) };
}

/** As the L2 would close it now: in a block that its reorganisation takes back. */
function revertedBatch(world: World, lane: LaneWorld): Batch {
  if (!hasBatch(lane)) return unknownBatch(lane.l2.batchNonce + 1);
  const batch = closeBatch(snapshotOf(lane.l2), { ether: etherToSend(world, lane), hasActions: true });
  return { ...batch, actions: actionsRoot(lane.outbox) };
}

function unknownBatch(nonce: number): Batch {
  return { nonce, rateNonce: 0, minted: 0n, burned: 0n, forwarded: 0n, ether: 0n, heldAfter: 0n };
}
