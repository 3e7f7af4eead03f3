// Random events, of a kind and size that the world as it is makes interesting; about one in ten must be refused.

import { balanceOf } from "../../../shared/src/model/ledger.ts";
import { finalizedUpTo } from "../../../shared/src/model/queue.ts";
import type { Rng } from "../../../shared/src/model/rng.ts";
import { ACCOUNT } from "../../../shared/src/model/state.ts";
import type { Wei } from "../../../shared/src/units/quantity.ts";
import { WAD } from "../../../shared/src/units/quantity.ts";
import { maxOf, minOf } from "../../../shared/src/units/rounding.ts";
import type { Event, ReportEvent } from "./events.ts";
import { closableAt, forwardable, LANE_OWNER, l2Balance, nettable, USERS, type User, type World } from "./world.ts";

type Choice = readonly [weight: number, make: (world: World, rng: Rng) => Event];

const HOUR = 3_600n;
const GWEI = 10n ** 9n;

export function generate(world: World, rng: Rng): Event {
  const choices = choicesOf(world);
  let ticket = rng.below(choices.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, make] of choices) {
    if (ticket < weight) return make(world, rng);
    ticket -= weight;
  }
  return { kind: "skim" };
}

function choicesOf(world: World): Choice[] {
  const { core, lane, setup } = world;
  const reportDue = world.now >= setup.params.frameZeroTime + BigInt(core.frame + 1) * setup.params.frameSeconds;
  const claimable = core.queue.requests.some((entry, index) => index < finalizedUpTo(core) && !entry.claimed);
  const unlanded = world.batches.length > (core.lanes[0]?.appliedNonce ?? 0);
  const undelivered = world.updates.length - world.appliedUpdates.length;
  const unpushed = world.report !== null && world.pushedFrame < Number(world.report.frame);
  const closable = closableAt(world);
  const served = lane.head > world.l2Claimed.length;
  return [
    [19, wait],
    [9, deposit],
    [8, request],
    [claimable ? 8 : 1, claim],
    [claimable ? 3 : 0, claimMany],
    [claimable ? 2 : 0, pushWithdrawals],
    [2, force],
    [2, () => ({ kind: "skim" })],
    [reportDue ? 26 : 0, report],
    [unpushed ? 14 : world.report === null ? 0 : 2, () => ({ kind: "pushStateUpdate" })],
    [unlanded ? 14 : 1, land],
    [1 + 11 * undelivered, deliver],
    [4, fastNote],
    [3, fastFreeze],
    [1, missingTwin],
    [9, stake],
    [8, requestUnstake],
    [nettable(world) > 0 ? 16 : 2, () => ({ kind: "net" })],
    [forwardable(world) > 0 ? 9 : 2, () => ({ kind: "forward" })],
    [closable === null ? 1 : closable <= world.now ? 9 : 1, () => ({ kind: "closeBatch" })],
    [served ? 9 : 1, claimUnstake],
    [lane.rewards.held > 0n ? 7 : 1, claimReward],
    [core.queue.requests.length > 0 ? 5 : 0, viewWithdrawal],
    [lane.requests.length > 0 ? 5 : 0, viewUnstake],
  ];
}

/** Of a batch under way, one that has landed or one to come; every third is forged. */
function fastNote({ batches, core }: World, rng: Rng): Event {
  const landed = core.lanes[0]?.appliedNonce ?? 0;
  const batch = Math.max(0, landed - 1 + rng.below(batches.length - landed + 3));
  return { kind: "fastNote", batch, forged: rng.below(3) === 0 };
}

/** About a rate the lane knows, the newest one, or one that never was. */
function fastFreeze({ core, lane }: World, rng: Rng): Event {
  const nonces = [lane.feed.rateNonce, core.rateNonce, core.rateNonce + 1 + rng.below(3)];
  return { kind: "fastFreeze", rateNonce: nonces[rng.below(nonces.length)] ?? 0 };
}

function missingTwin({ core }: World, rng: Rng): Event {
  return { kind: "missingTwin", nonce: (core.lanes[0]?.appliedNonce ?? 0) + rng.below(3) };
}

/** Mostly within a frame, often just to the next one or past the batch's age, sometimes beyond the rate's. */
function wait({ now, core, setup }: World, rng: Rng): Event {
  const next = setup.params.frameZeroTime + BigInt(core.frame + 1) * setup.params.frameSeconds;
  const roll = rng.below(100);
  if (roll < 35 && next > now) return { kind: "wait", seconds: next - now + BigInt(rng.below(4) * rng.below(2_000)) };
  if (roll < 65) return { kind: "wait", seconds: 1n + BigInt(rng.below(900)) };
  if (roll < 94) return { kind: "wait", seconds: HOUR + BigInt(rng.below(9 * 3_600)) };
  return { kind: "wait", seconds: 24n * HOUR + BigInt(rng.below(48 * 3_600)) };
}

/** From 1 wei to 900 ether, round and not. */
function amount(rng: Rng): Wei {
  const roll = rng.below(100);
  if (roll < 3) return BigInt(rng.below(3));
  if (roll < 12) return 10n ** 12n + BigInt(rng.below(1_000_000)) * 1_000n;
  if (roll < 25) return BigInt(1 + rng.below(20)) * WAD;
  if (roll < 85) return BigInt(rng.below(60)) * WAD + rng.bigBelow(WAD);
  return BigInt(rng.below(900)) * WAD + rng.bigBelow(WAD);
}

function deposit(_: World, rng: Rng): Event {
  const ether = amount(rng);
  return { kind: "deposit", user: user(rng), amount: ether, minShares: minShares(ether, rng) };
}

/** Hardly ever more than a deposit can bring. */
function minShares(ether: Wei, rng: Rng): bigint {
  return rng.chance(30) ? ether + 1n : rng.chance(300) ? ether / 2n : 0n;
}

function request({ core }: World, rng: Rng): Event {
  const owner = richest(rng, (each) => balanceOf(core, each));
  return { kind: "request", user: owner, shares: sharesOf(balanceOf(core, owner), rng) };
}

/** Part of a balance, all of it, more than it, or a size no request may have. */
function sharesOf(balance: bigint, rng: Rng): bigint {
  const roll = rng.below(100);
  if (roll < 3) return balance + 1n + rng.bigBelow(WAD);
  if (roll < 5) return 1_001n * WAD;
  if (roll < 8) return rng.bigBelow(10n ** 12n);
  if (roll < 18) return minOf(balance, 10n ** 12n + rng.bigBelow(10n ** 12n));
  if (roll < 24) return balance;
  if (roll < 70) return minOf(balance, amount(rng));
  return rng.bigBelow(balance / 2n + 1n);
}

/** Usually somebody with a balance. */
function richest(rng: Rng, balance: (user: User) => bigint): User {
  const rich = USERS.filter((each) => balance(each) > 0n);
  return rich[rng.below(rich.length + (rng.chance(50) ? 1 : 0))] ?? user(rng);
}

function user(rng: Rng): User {
  return USERS[rng.below(USERS.length)] ?? "1";
}

/** Most often its owner claims a finalized one; else anyone anything. */
function claim({ core }: World, rng: Rng): Event {
  const { requests } = core.queue;
  const due = requests.flatMap(({ claimed, owner }, index) => {
    return !claimed && owner !== LANE_OWNER && index < finalizedUpTo(core) ? [index + 1] : [];
  });
  const id = due[rng.below(due.length)];
  if (id === undefined || rng.chance(150))
    return { kind: "claim", user: user(rng), id: 1 + rng.below(requests.length + 1) };
  return { kind: "claim", user: ownerOf(requests[id - 1]?.owner, rng), id };
}

function ownerOf(owner: string | undefined, rng: Rng): User {
  return USERS.find((each) => each === owner) ?? user(rng);
}

function claimMany({ core }: World, rng: Rng): Event {
  const claimer = user(rng);
  const ids = core.queue.requests.flatMap(({ claimed, owner }, index) => {
    return owner === claimer && !claimed && index < finalizedUpTo(core) ? [index + 1] : [];
  });
  if (rng.chance(150)) ids.push(1 + rng.below(core.queue.requests.length + 1));
  return { kind: "claimMany", user: claimer, ids };
}

function pushWithdrawals({ core }: World, rng: Rng): Event {
  const last = core.queue.requests.length;
  return { kind: "pushWithdrawals", ids: Array.from({ length: 1 + rng.below(4) }, () => 1 + rng.below(last + 2)) };
}

function force(_: World, rng: Rng): Event {
  return { kind: "force", target: rng.chance(700) ? "core" : "pool", amount: rng.bigBelow(3n * WAD) };
}

function report(world: World, rng: Rng): Event {
  const valid = validReport(world, rng);
  return rng.chance(120) ? spoil(world, valid, rng) : valid;
}

function validReport(world: World, rng: Rng): ReportEvent {
  const { core } = world;
  const processed = rng.chance(500) ? toGwei(rng.bigBelow(core.activating + 1n)) : toGwei(core.activating);
  const consensus = toGwei(consensusAfter(core.consensus + processed, rng));
  const penalty = rng.chance(150) ? toGwei(rng.bigBelow(consensus / 40n + 1n)) : 0n;
  const escrow = balanceOf(core, ACCOUNT.operatorFees);
  return {
    kind: "report",
    frames: 1,
    consensus,
    withdrawn: 0n,
    execution: 0n,
    processed,
    provisions: rng.chance(400) ? penalty : minOf(penalty, toGwei(core.reportedProvisions)),
    covered: 0n,
    operatorFeeBps: BigInt(rng.below(501)),
    finalizeUpTo: finalizable(world, rng),
    rewards: rng.chance(300) ? null : { more: moreRewards(escrow, rng), inflated: rng.chance(120) },
  };
}

/** What operators have earned, mostly; at times more than there is, or less than was funded. */
function moreRewards(escrow: bigint, rng: Rng): bigint {
  return rng.chance(60) ? escrow + 1n : rng.bigBelow(escrow + 1n) - (rng.chance(50) ? 1n : 0n);
}

/** Rewards of a usual day mostly, large gains at times, and losses within D, beyond it and far beyond. */
function consensusAfter(before: Wei, rng: Rng): Wei {
  const roll = rng.below(100);
  if (roll < 45) return before + rng.bigBelow(before / 5_000n + 1n);
  if (roll < 60) return before + rng.bigBelow(5n * WAD);
  if (roll < 72) return before + rng.bigBelow(40n * WAD);
  if (roll < 80) return before;
  if (roll < 90) return maxOf(0n, before - rng.bigBelow(3n * WAD));
  return before - rng.bigBelow(before / 8n + 1n);
}

/** Up to somewhere among the old enough ones: sometimes more than the buffer can pay, sometimes none. */
function finalizable({ core }: World, rng: Rng): number {
  if (rng.chance(120)) return 0;
  let last = finalizedUpTo(core);
  for (const [index, { frame }] of core.queue.requests.entries()) {
    if (index >= last && frame <= core.frame + 1 && !rng.chance(120)) last = index + 1;
  }
  return last;
}

/** One thing wrong at a time, so that there is one reason to refuse it. */
function spoil({ core }: World, valid: ReportEvent, rng: Rng): ReportEvent {
  switch (rng.below(8)) {
    case 0:
      return { ...valid, frames: rng.below(2) * 2 };
    case 1:
      return { ...valid, withdrawn: GWEI };
    case 2:
      return { ...valid, execution: GWEI };
    case 3:
      return { ...valid, processed: core.activating + GWEI };
    case 4:
      return core.depositsProcessedTotal > GWEI ? { ...valid, processed: -GWEI } : { ...valid, covered: GWEI };
    case 5:
      return { ...valid, provisions: valid.consensus + GWEI };
    case 6:
      return { ...valid, operatorFeeBps: 501n };
    default:
      return { ...valid, finalizeUpTo: core.queue.requests.length + (rng.chance(500) ? 1 : 0) };
  }
}

/** The next batch, or one that landed or whose turn it is not yet. */
function land({ core, batches }: World, rng: Rng): Event {
  const next = core.lanes[0]?.appliedNonce ?? 0;
  return { kind: "land", batch: rng.chance(120) || next >= batches.length ? rng.below(batches.length + 1) : next };
}

/** Any update that has not arrived, in any order, or one that has. */
function deliver({ updates, appliedUpdates }: World, rng: Rng): Event {
  const late = updates.map((_, index) => index).filter((index) => !appliedUpdates.includes(index));
  const pick = rng.chance(600) ? late[0] : late[rng.below(late.length)];
  return { kind: "deliver", update: pick === undefined || rng.chance(80) ? rng.below(updates.length + 1) : pick };
}

function stake(_: World, rng: Rng): Event {
  const ether = amount(rng);
  return { kind: "stake", user: user(rng), amount: ether, minShares: minShares(ether, rng) };
}

function requestUnstake(world: World, rng: Rng): Event {
  const owner = richest(rng, (each) => l2Balance(world, each));
  return { kind: "requestUnstake", user: owner, shares: sharesOf(l2Balance(world, owner), rng) };
}

function claimUnstake(world: World, rng: Rng): Event {
  const due = world.l2Owners.flatMap((_, index) => {
    return index < world.lane.head && !world.l2Claimed.includes(index + 1) ? [index + 1] : [];
  });
  const id = due[rng.below(due.length)];
  if (id === undefined || rng.chance(150)) {
    return { kind: "claimUnstake", user: user(rng), id: rng.below(world.l2Owners.length + 2) };
  }
  return { kind: "claimUnstake", user: ownerOf(world.l2Owners[id - 1], rng), id };
}

/** An operator of the newest root, paid already or not, or with an amount that its leaf does not have. */
function claimReward(_: World, rng: Rng): Event {
  return { kind: "claimReward", operator: user(rng), excess: rng.chance(100) ? 1n : 0n };
}

function viewWithdrawal({ core }: World, rng: Rng): Event {
  return { kind: "viewWithdrawal", id: 1 + rng.below(core.queue.requests.length) };
}

function viewUnstake({ l2Owners }: World, rng: Rng): Event {
  return { kind: "viewUnstake", id: 1 + rng.below(l2Owners.length) };
}

function toGwei(wei: Wei): Wei {
  return wei - (wei % GWEI);
}
