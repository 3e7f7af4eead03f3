// The model of both ends of a lane, and what it leaves to whoever drives it: accounts on L2, messages under way, rules
// that refuse without touching the arithmetic.

import { envelopeVersion } from "../../../shared/src/messages/envelope.ts";
import type { Report } from "../../../shared/src/messages/report.ts";
import { addLane } from "../../../shared/src/model/lane-l1.ts";
import type { Batch, LaneL1, LaneRewards, StateUpdate } from "../../../shared/src/model/lane-l1-state.ts";
import { available, hasOpenBatch } from "../../../shared/src/model/lane-l2.ts";
import { createLaneL2, type LaneL2, type UnstakeRequest } from "../../../shared/src/model/lane-l2-state.ts";
import { type Core, createCore } from "../../../shared/src/model/state.ts";
import { toEtherDown, toSharesDown } from "../../../shared/src/units/conversion.ts";
import type { Seconds, Shares, Wei } from "../../../shared/src/units/quantity.ts";
import { BPS } from "../../../shared/src/units/quantity.ts";
import { maxOf, minOf, mulDivUp } from "../../../shared/src/units/rounding.ts";
import type { Setup } from "./setup.ts";

/** A message in the messengers' hands; its index there is its place in `World.messages`. */
export type Message = Readonly<{ version: number }> &
  (Readonly<{ kind: "batch"; batch: Batch }> | Readonly<{ kind: "update"; update: StateUpdate }>);

export type Hub = "laneHub" | "l2Hub";

export type World = {
  readonly setup: Setup;
  now: Seconds;
  core: Core;
  lane: LaneL2;
  messages: Message[];
  /** Of the envelope, as each hub writes it. */
  versions: Record<Hub, number>;
  /** From when on a scheduled upgrade may be executed. */
  upgradableAt: Partial<Record<Hub, Seconds>>;
  /** Indices of batches in nonce order, and of updates in sending order. */
  batches: number[];
  updates: number[];
  appliedUpdates: number[];
  /** When the previous batch was closed. */
  openedAt: Seconds;
  report: Report | null;
  /** What that report says of the lane. */
  rewards: LaneRewards | null;
  pushedFrame: number;
  /** csETH of accounts on L2, and who owns each unstake request. */
  l2Balances: Record<string, Shares>;
  l2Owners: string[];
  l2Claimed: number[];
  /** Batch that forwarded a request, by request id. */
  l2ForwardedIn: Record<number, number>;
  /** Landed batches whose forwarded shares wait for their settlement, in nonce order. */
  unsettled: { nonce: number; requestIds: readonly number[] }[];
  /** Ether the pool received unasked. */
  poolForced: Wei;
};

export const USERS = ["1", "2", "3"] as const;
export type User = (typeof USERS)[number];

/** The core's account that holds the lanes' locked shares owns forwarded requests under this name. */
export const LANE_OWNER = "lane-1";

/** As the contracts are after their deployment `openedAt`. */
export function createWorld(setup: Setup, openedAt: Seconds): World {
  const core = createCore(setup.params);
  const { id } = addLane(core);
  const lane = createLaneL2({
    id,
    params: setup.params,
    rate: { rateNonce: 0, rate: core.rate },
    refTime: setup.params.frameZeroTime,
  });
  return {
    setup,
    now: setup.params.frameZeroTime,
    core,
    lane,
    messages: [],
    versions: { laneHub: envelopeVersion, l2Hub: envelopeVersion },
    upgradableAt: {},
    batches: [],
    updates: [],
    appliedUpdates: [],
    openedAt,
    report: null,
    rewards: null,
    pushedFrame: 0,
    l2Balances: {},
    l2Owners: [],
    l2Claimed: [],
    l2ForwardedIn: {},
    unsettled: [],
    poolForced: 0n,
  };
}

export function cloneWorld(world: World): World {
  return structuredClone(world);
}

export function laneL1(world: World): LaneL1 {
  const [lane] = world.core.lanes;
  if (lane === undefined) throw new TypeError("the world has one lane");
  return lane;
}

export function l2Balance(world: World, user: string): Shares {
  return world.l2Balances[user] ?? 0n;
}

/** Unstake requests neither netted nor forwarded. */
export function waiting(world: World): UnstakeRequest[] {
  return world.lane.requests.slice(world.lane.head);
}

/** What waiting unstakers are owed at their own rates. */
export function pendingValue(world: World): Wei {
  return waiting(world).reduce((sum, { shares, ownRate }) => sum + toEtherDown(shares, ownRate), 0n);
}

/** Ether that a close would send: all but the pool target and what waiting unstakers are owed. */
export function etherToSend(world: World): Wei {
  const { poolTargetWei, heldCapWei } = world.setup;
  return maxOf(0n, world.lane.pool - minOf(pendingValue(world) + poolTargetWei, heldCapWei));
}

/** The fee on what waiting unstakers cannot use, rounded up. */
export function stakeFee(world: World, amount: Wei): Wei {
  const wanted = maxOf(0n, pendingValue(world) - world.lane.pool);
  return mulDivUp(amount - minOf(amount, wanted), world.setup.params.stakeFeeBps, BPS);
}

/** Whom `net` pays: the longest prefix older than the update's reference time within pool ether and `available`. */
export function nettable(world: World): number {
  const { lane } = world;
  return prefix(world, (shares, { time }) => {
    const payable = toEtherDown(shares, lane.feed.rate) <= lane.pool;
    return payable && shares <= available(lane) && time < lane.feed.refTime;
  });
}

const FORWARDED_REQUESTS = 60n;

/** Whom `forward` sends: the longest prefix older than the delay within `available` and the batch's limit. */
export function forwardable(world: World): number {
  const { lane, setup } = world;
  const limit = toSharesDown(FORWARDED_REQUESTS * setup.params.requestMax, lane.feed.rate);
  const room = minOf(available(lane), maxOf(0n, limit - lane.open.forwarded));
  return prefix(world, (shares, { time }) => shares <= room && time + setup.forwardDelaySeconds <= world.now);
}

function prefix(world: World, fits: (shares: Shares, last: UnstakeRequest) => boolean): number {
  let shares = 0n;
  let count = 0;
  for (const entry of waiting(world)) {
    shares += entry.shares;
    if (!fits(shares, entry)) break;
    count += 1;
  }
  return count;
}

/** From when on anyone may close the open batch, null while it is empty. */
export function closableAt(world: World): Seconds | null {
  const { lane, setup, openedAt } = world;
  if (!hasOpenBatch(lane)) return null;
  const moved = toEtherDown(lane.open.minted + lane.open.forwarded, lane.feed.rate);
  const { minAgeSeconds, maxAgeSeconds, sizeWei } = setup.batchRules;
  return openedAt + (moved >= sizeWei ? minAgeSeconds : maxAgeSeconds);
}
