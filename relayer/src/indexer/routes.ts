import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import { type Address, decodeEventLog, type Hash, pad, toHex } from "viem";
import { checkSequence } from "../domain/sequence.ts";
import type { EventFact } from "../store/facts.ts";
import type { Incident } from "../store/incidents.ts";
import type { MessageStore, SentMessage } from "../store/messages.ts";

/** Messages of one kind between two chains, numbered from 1 without a hole. */
export type Route = {
  name: string;
  kind: "batch" | "state-update";
  laneId: number;
  sourceChain: number;
  targetChain: number;
  /** The hub that announces them. */
  hub: Address;
};

export type LaneRoutes = { batches: Route; stateUpdates: Route };

const EVENTS_PER_STEP = 500;

/** The two canonical routes of a lane. */
export function routesOf(lane: {
  laneId: number;
  l1: { chainId: number; laneHub: Address };
  l2: { chainId: number; hub: Address };
}): LaneRoutes {
  const { laneId, l1, l2 } = lane;
  return {
    batches: {
      name: `lane-${laneId}/batch`,
      kind: "batch",
      laneId,
      sourceChain: l2.chainId,
      targetChain: l1.chainId,
      hub: l2.hub,
    },
    stateUpdates: {
      name: `lane-${laneId}/state-update`,
      kind: "state-update",
      laneId,
      sourceChain: l1.chainId,
      targetChain: l2.chainId,
      hub: l1.laneHub,
    },
  };
}

/**
 * Turns the stored events of a route into messages, in order. A hole (R-9: a log that a provider left out) halts the
 * route there: nothing behind it is stored, so nothing behind it is acted on.
 * @returns the incident of the hole, if there is one
 */
export async function projectRoute({
  route,
  messages,
}: {
  route: Route;
  messages: MessageStore;
}): Promise<{ added: number; gap: Incident | undefined }> {
  const events = await messages.unclaimedEvents({
    chainId: route.sourceChain,
    address: route.hub,
    eventName: route.kind === "batch" ? "BatchSent" : "StateUpdateSent",
    topic1: route.kind === "state-update" ? pad(toHex(route.laneId)) : undefined,
    limit: EVENTS_PER_STEP,
  });
  let last = events.length > 0 ? await messages.lastSequence(route.name) : 0n;
  let added = 0;
  for (const event of events) {
    const message = route.kind === "batch" ? batchOf(route, event) : stateUpdateOf(route, event);
    const check = checkSequence({ last, next: message.sequence });
    if (check.kind === "gap") return { added, gap: gapOf(route, check) };
    if (check.kind === "duplicate") continue;
    await messages.add(message);
    last = message.sequence;
    added += 1;
  }
  return { added, gap: undefined };
}

function gapOf(route: Route, { missingFrom, missingTo }: { missingFrom: bigint; missingTo: bigint }): Incident {
  return {
    code: "SEQUENCE_GAP",
    subject: route.name,
    severity: "critical",
    detail: {
      reason: `messages ${missingFrom} to ${missingTo} are missing`,
      missingFrom,
      missingTo,
      fix: "Check the endpoints of the source chain: one of them left out a log.",
    },
  };
}

function batchOf(route: Route, event: EventFact): SentMessage {
  const { args } = decodeEventLog({ abi: l2HubAbi, eventName: "BatchSent", data: event.data, topics: topicsOf(event) });
  return {
    ...sentBy(route, event),
    sequence: args.batchNonce,
    hash: args.sendId,
    value: args.value,
    payload: args.message,
  };
}

function stateUpdateOf(route: Route, event: EventFact): SentMessage {
  const { args } = decodeEventLog({
    abi: laneHubAbi,
    eventName: "StateUpdateSent",
    data: event.data,
    topics: topicsOf(event),
  });
  // The event tells figures, not bytes; those are the carrier's.
  return { ...sentBy(route, event), sequence: args.nonce, hash: args.sendId, value: args.value, payload: "0x" };
}

function sentBy(route: Route, event: EventFact) {
  return {
    route: route.name,
    kind: route.kind,
    sourceChain: route.sourceChain,
    sourceBlock: event.blockHash,
    sourceLogIndex: event.logIndex,
    targetChain: route.targetChain,
  };
}

function topicsOf({ topics }: EventFact): [Hash, ...Hash[]] {
  return topics as [Hash, ...Hash[]];
}
