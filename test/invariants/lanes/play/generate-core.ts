// Users of L1.
import { balanceOf, strayEther } from "../../../../shared/src/model/ledger.ts";
import { finalizedUpTo } from "../../../../shared/src/model/queue.ts";
import type { Rng } from "../../../../shared/src/model/rng.ts";
import { WAD } from "../../../../shared/src/units/quantity.ts";
import type { Event } from "../world/events.ts";
import { isLane, type World } from "../world/world.ts";
import { amount, anyOf, anyUser, minShares, ownerOf, richest, sharesOf } from "./amounts.ts";
import type { Choice } from "./choice.ts";

export function coreChoices(world: World): Choice[] {
  const { core } = world;
  const due = dueIds(world);
  const isStray = strayEther(core) > 0n;
  return [
    [9, deposit],
    [11, (rng) => request(world, rng)],
    [due.length > 0 ? 10 : 1, (rng) => claim(world, due, rng)],
    [due.length > 0 ? 10 : 0, (rng) => claimMany(world, due, rng)],
    [due.length > 0 ? 9 : 0, (rng) => pushWithdrawals(world, due, rng)],
    [isStray ? 1 : 6, (rng) => ({ kind: "force", amount: 1n + rng.bigBelow(3n * WAD) })],
    [isStray ? 14 : 1, () => ({ kind: "skim" })],
    [core.queue.requests.length > 0 ? 3 : 0, (rng) => viewWithdrawal(world, rng)],
  ];
}

/** Users' requests that can be claimed. */
function dueIds({ core }: World): number[] {
  const finalized = finalizedUpTo(core);
  return core.queue.requests.slice(0, finalized).flatMap(({ claimed, owner }, index) => {
    return claimed || isLane(owner) ? [] : [index + 1];
  });
}

function deposit(rng: Rng): Event {
  const ether = amount(rng);
  return { kind: "deposit", user: anyUser(rng), amount: ether, minShares: minShares(ether, rng) };
}

function request({ core }: World, rng: Rng): Event {
  const owner = richest(rng, (each) => balanceOf(core, each));
  return { kind: "request", user: owner, shares: sharesOf(balanceOf(core, owner), rng) };
}

/** Most often its owner claims a finalized one; else anyone anything. */
function claim({ core }: World, due: readonly number[], rng: Rng): Event {
  const { requests } = core.queue;
  const id = anyOf(due, rng);
  if (id === undefined || rng.chance(150)) {
    return { kind: "claim", user: anyUser(rng), id: 1 + rng.below(requests.length + 1) };
  }
  return { kind: "claim", user: ownerOf(requests[id - 1]?.owner, rng), id };
}

/** All that one owner can, mostly. */
function claimMany({ core }: World, due: readonly number[], rng: Rng): Event {
  const { requests } = core.queue;
  const claimer = ownerOf(requests[(anyOf(due, rng) ?? 1) - 1]?.owner, rng);
  const ids = due.filter((id) => requests[id - 1]?.owner === claimer && rng.chance(800));
  if (rng.chance(100)) ids.push(1 + rng.below(requests.length + 1));
  return { kind: "claimMany", user: claimer, ids };
}

function pushWithdrawals({ core }: World, due: readonly number[], rng: Rng): Event {
  const last = core.queue.requests.length;
  const any = Array.from({ length: rng.below(3) }, () => 1 + rng.below(last + 2));
  return { kind: "pushWithdrawals", ids: [...any, anyOf(due, rng) ?? 1] };
}

function viewWithdrawal({ core }: World, rng: Rng): Event {
  return { kind: "viewWithdrawal", id: 1 + rng.below(core.queue.requests.length) };
}
