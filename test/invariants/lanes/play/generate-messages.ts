// The scheduler between the chains: what it delays, reorders, repeats, starves, lets expire, forges and takes back.
import type { Rng } from "../../../../shared/src/model/rng.ts";
import { CHAIN_OF, type LaneId } from "../chain/peers.ts";
import type { Event, Story } from "../world/events.ts";
import { unlanded } from "../world/messages.ts";
import { settleable } from "../world/rules.ts";
import { type LaneWorld, laneL1, type World } from "../world/world.ts";
import { anyOf } from "./amounts.ts";
import type { Choice } from "./choice.ts";

export function messageChoices(world: World, id: LaneId): Choice[] {
  const lane = world.lanes[id];
  const { report } = world;
  const late = lane.updates.filter(({ applied }) => !applied).length;
  const unpushed = report !== null && (lane.pushedFrame < Number(report.frame) || settleable(world, lane) > 0);
  return [
    [unpushed ? 11 : report === null ? 0 : 1, () => ({ kind: "pushStateUpdate", lane: id })],
    [unlanded(world, lane) > 0 ? 12 : 1, (rng) => land(world, lane, rng)],
    [1 + 7 * late, (rng) => deliver(lane, rng)],
    ...ticketChoices(lane),
    ...fastChoices(world, lane),
  ];
}

/** The next batch, or one that landed or whose turn it is not yet. */
function land(world: World, lane: LaneWorld, rng: Rng): Event {
  const next = laneL1(world, lane.id).appliedNonce;
  const count = lane.batches.length;
  const batch = rng.chance(120) || next >= count ? rng.below(count + 1) : next;
  return { kind: "land", lane: lane.id, batch, ...starved(rng) };
}

/** Any update that has not arrived, in any order, or one that has. */
function deliver({ id, updates }: LaneWorld, rng: Rng): Event {
  const late = updates.flatMap(({ applied }, index) => (applied ? [] : [index]));
  const pick = rng.chance(600) ? late[0] : anyOf(late, rng);
  const update = pick === undefined || rng.chance(80) ? rng.below(updates.length + 1) : pick;
  return { kind: "deliver", lane: id, update, ...starved(rng) };
}

function starved(rng: Rng): { starved?: true } {
  return rng.chance(50) ? { starved: true } : {};
}

/** Tickets that nobody redeems, and messages sent again, expired before or not. */
function ticketChoices(lane: LaneWorld): Choice[] {
  if (CHAIN_OF[lane.id] !== "arb") return [];
  const open = lane.updates.flatMap(({ tickets }, index) => (tickets.some(isOpen) ? [index] : []));
  const lost = lane.updates.flatMap(({ tickets, applied }, index) => (applied || tickets.some(isOpen) ? [] : [index]));
  const any = (indices: readonly number[], rng: Rng) => anyOf(indices, rng) ?? 0;
  return [
    [open.length > 0 ? 3 : 0, (rng) => ({ kind: "expire", lane: lane.id, update: any(open, rng) })],
    [lost.length > 0 ? 8 : 0, (rng) => ({ kind: "resend", lane: lane.id, update: any(lost, rng) })],
    [open.length > 0 ? 1 : 0, (rng) => ({ kind: "resend", lane: lane.id, update: any(open, rng) })],
  ];
}

const isOpen = ({ state }: { state: string }) => state === "open";

function fastChoices(world: World, lane: LaneWorld): Choice[] {
  const { id, unannounced } = lane;
  const next = laneL1(world, id).appliedNonce;
  const { core, now } = world;
  const isFallen = core.rate < (core.rates[laneL1(world, id).toldRateNonce] ?? 0n);
  const heedsFreeze = now >= lane.l2.freeze.heedFrom;
  return [
    [5, (rng) => fastNote(world, lane, rng)],
    [heedsFreeze ? 4 : 1, (rng) => fastFreeze(world, lane, rng)],
    [1, (rng) => ({ kind: "missingTwin", lane: id, nonce: next + rng.below(3) })],
    [unannounced.length > 0 ? 2 : 0, (rng) => sendFastNote(lane, rng)],
    [isFallen ? 3 : 0, () => ({ kind: "sendFastFreeze", lane: id })],
  ];
}

/** Of a batch under way, one that has landed or one to come. */
function fastNote(world: World, lane: LaneWorld, rng: Rng): Event {
  const landed = laneL1(world, lane.id).appliedNonce;
  const batch = rng.chance(600) ? landed : Math.max(0, landed - 1 + rng.below(lane.batches.length - landed + 3));
  const story: Story = anyOf(["true", "true", "forged", "reverted"] as const, rng) ?? "true";
  return { kind: "fastNote", lane: lane.id, batch, story };
}

/** About a rate the lane knows, the newest one, or one that never was. */
function fastFreeze({ core }: World, { id, l2 }: LaneWorld, rng: Rng): Event {
  const nonces = [l2.feed.rateNonce, core.rateNonce, core.rateNonce + 1 + rng.below(3)];
  return { kind: "fastFreeze", lane: id, rateNonce: anyOf(nonces, rng) ?? 0 };
}

function sendFastNote({ id, unannounced, batches }: LaneWorld, rng: Rng): Event {
  const batch = rng.chance(100) ? rng.below(batches.length) : (anyOf(unannounced, rng) ?? 1) - 1;
  return { kind: "sendFastNote", lane: id, batch };
}
