// csETH between the chains: sent, brought in any order and again, sent on and back.
import { available } from "../../../../shared/src/model/lane-l2.ts";
import { balanceOf } from "../../../../shared/src/model/ledger.ts";
import type { Rng } from "../../../../shared/src/model/rng.ts";
import type { ParkedMove } from "../../../../shared/src/model/state.ts";
import { params } from "../../../../shared/src/params.ts";
import type { Shares } from "../../../../shared/src/units/quantity.ts";
import { minOf } from "../../../../shared/src/units/rounding.ts";
import { CHAIN_OF, type LaneId } from "../chain/peers.ts";
import { type Event, NOWHERE } from "../world/events.ts";
import { type LaneWorld, l2Balance, type World } from "../world/world.ts";
import { anyOf, anyUser, richest, sharesOf } from "./amounts.ts";
import type { Choice } from "./choice.ts";

const LEAST = params.mainnet.moveSharesMin;

export function moveChoices(world: World, id: LaneId): Choice[] {
  const lane = world.lanes[id];
  const late = lane.shares.filter(({ arrived }) => !arrived).length;
  const parked = world.core.parked.filter(({ laneId }) => laneId === id);
  return [
    [4, (rng) => moveToLane(world, id, rng)],
    [available(lane.l2) > 2n * LEAST ? 5 : 1, (rng) => moveOffLane(lane, rng)],
    [lane.shares.length > 0 ? 1 + 2 * Math.min(late, 3) : 0, (rng) => deliverShares(lane, rng)],
    [CHAIN_OF[id] === "arb" && late > 0 ? 1 : 0, (rng) => resendShares(lane, rng)],
    [parked.length > 0 ? 4 : lane.moves.length > 0 ? 1 : 0, (rng) => sendParked(lane, parked, rng)],
  ];
}

/** A small part of a balance mostly: lanes shall not outgrow their pools. */
function moveToLane({ core }: World, lane: LaneId, rng: Rng): Event {
  const user = richest(rng, (each) => balanceOf(core, each));
  const balance = balanceOf(core, user);
  const shares = rng.chance(30) ? 0n : partOf(balance, balance / 40n, rng);
  return { kind: "moveToLane", lane, user, recipient: anyUser(rng), shares };
}

/** Mostly within what may leave, and to L1; also to the other lane, to one that nobody knows, and to the lane itself. */
function moveOffLane(lane: LaneWorld, rng: Rng): Event {
  const user = richest(rng, (each) => l2Balance(lane, each));
  const balance = l2Balance(lane, user);
  const limit = available(lane.l2);
  const shares = rng.chance(40) ? limit + LEAST : partOf(balance, LEAST + minOf(balance, limit) / 8n, rng);
  const destination = rng.chance(400) ? 0 : rng.chance(700) ? 3 - lane.id : rng.chance(850) ? NOWHERE : lane.id;
  return { kind: "moveOffLane", lane: lane.id, user, recipient: anyUser(rng), shares, destination };
}

function partOf(balance: Shares, most: Shares, rng: Rng): Shares {
  return rng.chance(850) ? 1n + rng.bigBelow(most + 1n) : sharesOf(balance, rng);
}

/** Any message that has not arrived, in any order, or one that has. */
function deliverShares({ id, shares }: LaneWorld, rng: Rng): Event {
  const late = shares.flatMap(({ arrived }, index) => (arrived ? [] : [index]));
  const message = rng.chance(80) ? rng.below(shares.length) : (anyOf(late, rng) ?? 0);
  const delivery = { kind: "deliverShares", lane: id, message } as const;
  return rng.chance(50) ? { ...delivery, starved: true } : delivery;
}

function resendShares({ id, shares }: LaneWorld, rng: Rng): Event {
  const late = shares.flatMap(({ arrived }, index) => (arrived ? [] : [index]));
  return { kind: "resendShares", lane: id, message: anyOf(late, rng) ?? 0 };
}

/** One that is parked, or one that is still under way, paid out, or was sent on. */
function sendParked({ id, moves }: LaneWorld, parked: readonly ParkedMove[], rng: Rng): Event {
  const any = 1 + rng.below(moves.length + 1);
  const nonce = rng.chance(60) ? any : (anyOf(parked, rng)?.nonce ?? any);
  return { kind: "sendParked", lane: id, nonce };
}
