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
  kind: "batch" | "state-update" | "shares" | "fast-note" | "fast-freeze";
  laneId: number;
  sourceChain: number;
  targetChain: number;
  /** The hub that announces them. */
  hub: Address;
};

/** The canonical routes of a lane, and those of its fast way. */
export type LaneRoutes = Readonly<Record<"batches" | "stateUpdates" | "shares" | "fastNotes" | "fastFreezes", Route>>;

const EVENTS_PER_STEP = 500;

type Announced = Pick<SentMessage, "sequence" | "hash" | "value" | "payload">;

/** The event by which a hub announces each kind; L1's hub serves many lanes and names which. */
const ANNOUNCEMENTS: Readonly<
  Record<Route["kind"], { eventName: string; namesLane: boolean; read: (event: EventFact) => Announced }>
> = {
  batch: {
    eventName: "BatchSent",
    namesLane: false,
    read: (event) => {
      const { args } = decodeEventLog({ abi: l2HubAbi, eventName: "BatchSent", ...logOf(event) });
      return { sequence: args.batchNonce, hash: args.sendId, value: args.value, payload: args.message };
    },
  },
  // The others tell figures, not bytes; those are the carrier's.
  "state-update": {
    eventName: "StateUpdateSent",
    namesLane: true,
    read: (event) => {
      const { args } = decodeEventLog({ abi: laneHubAbi, eventName: "StateUpdateSent", ...logOf(event) });
      return { sequence: args.nonce, hash: args.sendId, value: args.value, payload: "0x" };
    },
  },
  shares: {
    eventName: "SharesMessageSent",
    namesLane: true,
    read: (event) => {
      const { args } = decodeEventLog({ abi: laneHubAbi, eventName: "SharesMessageSent", ...logOf(event) });
      return { sequence: args.nonce, hash: args.sendId, value: 0n, payload: "0x" };
    },
  },
  "fast-note": {
    eventName: "FastNoteSent",
    namesLane: false,
    read: (event) => {
      const { args } = decodeEventLog({ abi: l2HubAbi, eventName: "FastNoteSent", ...logOf(event) });
      return { sequence: args.nonce, hash: args.sendId, value: 0n, payload: "0x" };
    },
  },
  "fast-freeze": {
    eventName: "FastFreezeSent",
    namesLane: true,
    read: (event) => {
      const { args } = decodeEventLog({ abi: laneHubAbi, eventName: "FastFreezeSent", ...logOf(event) });
      return { sequence: args.nonce, hash: args.sendId, value: 0n, payload: "0x" };
    },
  },
};

export function routesOf(lane: {
  laneId: number;
  l1: { chainId: number; laneHub: Address };
  l2: { chainId: number; hub: Address };
}): LaneRoutes {
  const { laneId, l1, l2 } = lane;
  const route = (kind: Route["kind"], [source, target]: readonly [{ chainId: number }, { chainId: number }]) => ({
    name: `lane-${laneId}/${kind}`,
    kind,
    laneId,
    sourceChain: source.chainId,
    targetChain: target.chainId,
    hub: source === l2 ? l2.hub : l1.laneHub,
  });
  return {
    batches: route("batch", [l2, l1]),
    stateUpdates: route("state-update", [l1, l2]),
    shares: route("shares", [l1, l2]),
    fastNotes: route("fast-note", [l2, l1]),
    fastFreezes: route("fast-freeze", [l1, l2]),
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
  const { eventName, namesLane, read } = ANNOUNCEMENTS[route.kind];
  const events = await messages.unclaimedEvents({
    chainId: route.sourceChain,
    address: route.hub,
    eventName,
    topic1: namesLane ? pad(toHex(route.laneId)) : undefined,
    limit: EVENTS_PER_STEP,
  });
  let last = events.length > 0 ? await messages.lastSequence(route.name) : 0n;
  let added = 0;
  for (const event of events) {
    const message = { ...sentBy(route, event), ...read(event) };
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

function logOf({ data, topics }: EventFact) {
  return { data, topics: topics as [Hash, ...Hash[]] };
}
