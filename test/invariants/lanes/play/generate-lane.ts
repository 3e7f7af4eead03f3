// Users and operators of an L2, and who executes their actions on L1.
import { flashReserve } from "../../../../shared/src/model/flash-l2.ts";
import { available } from "../../../../shared/src/model/lane-l2.ts";
import type { Rng } from "../../../../shared/src/model/rng.ts";
import { toSharesDown } from "../../../../shared/src/units/conversion.ts";
import { type Shares, WAD } from "../../../../shared/src/units/quantity.ts";
import { maxOf, minOf } from "../../../../shared/src/units/rounding.ts";
import { ACTION_KINDS, type LaneId } from "../chain/peers.ts";
import { ACTION_GAS, MANNERS } from "../perform/actions.ts";
import type { Event } from "../world/events.ts";
import { closableAt, forwardable, nettable } from "../world/rules.ts";
import { type LaneWorld, l2Balance, laneL1, type SentBatch, type World } from "../world/world.ts";
import { amount, anyOf, anyUser, minShares, ownerOf, richest, sharesOf } from "./amounts.ts";
import type { Choice } from "./choice.ts";

export function laneChoices(world: World, id: LaneId): Choice[] {
  const lane = world.lanes[id];
  const { l2 } = lane;
  const closable = closableAt(world, lane);
  const served = l2.head > lane.claimed.length;
  const isOpen = !l2.feed.stopped && world.now >= l2.freeze.until;
  return [
    [6, (rng) => stake(id, rng)],
    [6, (rng) => requestUnstake(lane, rng)],
    [nettable(lane) > 0 ? (isOpen ? 150 : 2) : 1, () => ({ kind: "net", lane: id })],
    [forwardable(world, lane) > 0 ? 8 : 1, () => ({ kind: "forward", lane: id })],
    [closable !== null && closable <= world.now ? 9 : 1, () => ({ kind: "closeBatch", lane: id })],
    [served ? 7 : 1, (rng) => claimUnstake(lane, rng)],
    [l2.rewards.held > 0n ? 6 : 1, (rng) => claimReward(id, rng)],
    [isOpen && isFlashRate(world, lane) && flashRoom(lane) > 0n ? 12 : 1, (rng) => flashExit(lane, rng)],
    [2, (rng) => ({ kind: "forcePool", lane: id, amount: 1n + rng.bigBelow(3n * WAD) })],
    [l2.requests.length > 0 ? 2 : 0, (rng) => viewUnstake(lane, rng)],
    ...actionChoices(world, lane),
  ];
}

function stake(lane: LaneId, rng: Rng): Event {
  const ether = amount(rng);
  return { kind: "stake", lane, user: anyUser(rng), amount: ether, minShares: minShares(ether, rng) };
}

function requestUnstake(lane: LaneWorld, rng: Rng): Event {
  const owner = richest(rng, (each) => l2Balance(lane, each));
  return { kind: "requestUnstake", lane: lane.id, user: owner, shares: sharesOf(l2Balance(lane, owner), rng) };
}

function claimUnstake(lane: LaneWorld, rng: Rng): Event {
  const due = lane.owners.flatMap((_, index) => {
    return index < lane.l2.head && !lane.claimed.includes(index + 1) ? [index + 1] : [];
  });
  const id = anyOf(due, rng);
  if (id === undefined || rng.chance(150)) {
    return { kind: "claimUnstake", lane: lane.id, user: anyUser(rng), id: rng.below(lane.owners.length + 2) };
  }
  return { kind: "claimUnstake", lane: lane.id, user: ownerOf(lane.owners[id - 1], rng), id };
}

function isFlashRate({ now, setup }: World, { l2 }: LaneWorld): boolean {
  return now <= l2.feed.refTime + setup.params.flashMaxAge;
}

/** Shares that what nobody waits for could pay and that may leave beside those who wait. */
function flashRoom({ l2 }: LaneWorld): Shares {
  return minOf(available(l2) - l2.waitingShares, toSharesDown(flashReserve(l2), l2.feed.rate));
}

/** Mostly a part of what there is room for, now and then by somebody without it; else of a balance, or more than that. */
function flashExit(lane: LaneWorld, rng: Rng): Event {
  const room = maxOf(0n, flashRoom(lane));
  const isAnyone = rng.chance(60);
  const user = isAnyone ? anyUser(rng) : richest(rng, (each) => l2Balance(lane, each));
  const balance = l2Balance(lane, user);
  const limit = isAnyone ? room : minOf(balance, room);
  const shares = rng.chance(850) ? rng.bigBelow(limit / (rng.chance(800) ? 6n : 1n) + 1n) : sharesOf(balance, rng);
  const minEther = rng.chance(40) ? shares : 0n;
  return { kind: "flashExit", lane: lane.id, user, shares: maxOf(1n, shares), minEther };
}

/** An operator of the newest root, paid already or not, or with an amount that its leaf does not have. */
function claimReward(lane: LaneId, rng: Rng): Event {
  return { kind: "claimReward", lane, operator: anyUser(rng), excess: rng.chance(100) ? 1n : 0n };
}

function viewUnstake({ id, owners }: LaneWorld, rng: Rng): Event {
  return { kind: "viewUnstake", lane: id, id: 1 + rng.below(owners.length) };
}

// ── Actions ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function actionChoices(world: World, lane: LaneWorld): Choice[] {
  const landed = lane.batches.slice(0, laneL1(world, lane.id).appliedNonce);
  const open = landed.filter(({ cursor, actions }) => cursor < actions.length);
  const failed = landed.filter((batch) => batch.failed.length > 0);
  const ripe = failed.flatMap((sent) => {
    const batch = lane.batches.indexOf(sent);
    return sent.failed.filter((index) => isRipe(world, sent, index)).map((index) => ({ batch, index }));
  });
  return [
    [6, (rng) => append(world, lane.id, rng)],
    [open.length > 0 ? 14 : 0, (rng) => execute(lane, open, rng)],
    [failed.length === 0 ? 0 : ripe.length > 0 ? 22 : 1, (rng) => retry(lane, failed, ripe, rng)],
    [landed.length > 0 ? 1 : 0, (rng) => ({ kind: "viewBatch", lane: lane.id, batch: rng.below(landed.length + 1) })],
  ];
}

/** Half of them fail for a while, some for good. */
function append(world: World, lane: LaneId, rng: Rng): Event {
  const { single, run, nobody } = ACTION_KINDS;
  const action = anyOf([single, single, run, run, run, rng.chance(300) ? nobody : run], rng) ?? run;
  const openAt = rng.chance(500) ? 0n : world.now + BigInt(rng.below(30 * 3_600));
  const gas = rng.chance(60) ? 1_000_001 : ACTION_GAS;
  return { kind: "append", lane, action, gas, openAt, manner: rng.below(MANNERS) };
}

/** All that is left of a batch, or some; now and then with too little gas, or not from its cursor. */
function execute(lane: LaneWorld, open: readonly SentBatch[], rng: Rng): Event {
  const chosen = anyOf(open, rng);
  const batch = rng.chance(40) ? lane.batches.length - 1 : lane.batches.indexOf(chosen as SentBatch);
  const left = (chosen?.actions.length ?? 1) - (chosen?.cursor ?? 0);
  const length = rng.chance(500) ? left : 1 + rng.below(left);
  const run = { kind: "execute", lane: lane.id, batch, length, ahead: rng.chance(60) ? 1 : 0 } as const;
  return rng.chance(120) ? { ...run, starved: true } : run;
}

type Place = Readonly<{ batch: number; index: number }>;

/** Mostly one that failed and may succeed by now, else any. */
function retry(lane: LaneWorld, failed: readonly SentBatch[], ripe: readonly Place[], rng: Rng): Event {
  const batch = lane.batches.indexOf(anyOf(failed, rng) as SentBatch);
  const any: Place = { batch, index: rng.below(lane.batches[batch]?.actions.length ?? 1) };
  return { kind: "retry", lane: lane.id, ...(rng.chance(150) ? any : (anyOf(ripe, rng) ?? any)) };
}

function isRipe({ now }: World, { actions }: SentBatch, index: number): boolean {
  const action = actions[index];
  return action !== undefined && action.kind !== ACTION_KINDS.nobody && action.openAt <= now;
}
