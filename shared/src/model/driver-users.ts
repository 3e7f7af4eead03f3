import type { Wei } from "../units/quantity.ts";
import { WAD } from "../units/quantity.ts";
import { minOf } from "../units/rounding.ts";
import type { DriverContext } from "./driver-context.ts";
import { balanceOf, depositable } from "./ledger.ts";
import { finalizedUpTo } from "./queue.ts";

/** All of L1's users, as one account. */
export const USERS = "users";

/** Deposits, requests, flash exits, claims, deferred withdrawals, stray ether and sweeps on L1. */
export function driveUsers(context: DriverContext): void {
  const { rng, auditor, now } = context;
  if (rng.chance(750)) {
    const amount = randomEther(context, rng.chance(970) ? 300 : 3000);
    context.attempt("deposit", () => auditor.apply("deposit", { receiver: USERS, amount, now }));
  }
  if (rng.chance(600)) requestSome(context);
  if (rng.chance(350)) flash(context);
  if (rng.chance(40)) defer(context);
  enqueueDue(context);
  if (rng.chance(60)) auditor.apply("donate", { amount: rng.bigBelow(5n * WAD) });
  if (rng.chance(60)) context.attempt("skim", () => auditor.apply("skim", undefined));
  if (rng.chance(250)) context.attempt("sweep", () => auditor.apply("sweep", undefined));
  if (rng.chance(150)) claimSome(context);
}

function requestSome(context: DriverContext): void {
  const { core, auditor, now, rng } = context;
  const shares = minOf(randomEther(context, rng.chance(970) ? 250 : 990), balanceOf(core, USERS));
  const made = context.attempt("request", () => auditor.apply("request", { owner: USERS, shares, now }));
  if (made !== null) context.unclaimed.push(made.id);
}

function flash(context: DriverContext): void {
  const { core, auditor, now, rng } = context;
  const shares = minOf(randomEther(context, rng.chance(900) ? 150 : 1500), balanceOf(core, USERS));
  context.attempt("flashExit", () => auditor.apply("flashExit", { account: USERS, shares, now }));
}

function defer(context: DriverContext): void {
  const { core, auditor, now, rng } = context;
  const shares = minOf(BigInt(1000 + rng.below(4000)) * WAD, balanceOf(core, USERS) / 4n);
  const notBefore = now + BigInt(rng.below(48)) * 3600n;
  context.attempt("deferRequest", () => auditor.apply("deferRequest", { owner: USERS, shares, notBefore }));
}

function enqueueDue(context: DriverContext): void {
  const { core, auditor, now } = context;
  for (const [key, { notBefore }] of Object.entries(core.deferred)) {
    if (notBefore > now) continue;
    const deferredId = Number(key);
    const made = context.attempt("enqueueDeferred", () => auditor.apply("enqueueDeferred", { deferredId, now }));
    if (made !== null) context.unclaimed.push(...made.ids);
  }
}

function claimSome(context: DriverContext): void {
  const { core, auditor, rng, unclaimed } = context;
  const final = finalizedUpTo(core);
  // One id that may not be final yet, then the oldest ones.
  const probe = unclaimed[rng.below(unclaimed.length + 1)];
  if (probe !== undefined && probe > final) context.attempt("claim", () => auditor.apply("claim", { id: probe }));
  while ((unclaimed[0] ?? final + 1) <= final && rng.chance(900)) {
    const id = unclaimed.shift() ?? 0;
    context.attempt("claim", () => auditor.apply("claim", { id }));
  }
}

/** Predeposits, their proofs and deaths, top-ups. */
export function driveValidators(context: DriverContext): void {
  const { rng, core, auditor, beacon, now, pendingKeys } = context;
  if (rng.chance(300)) {
    const done = context.attempt("predeposit", () => {
      auditor.apply("predeposit", undefined);
      return true;
    });
    if (done) pendingKeys.push({ decidedAt: now + BigInt(24 + rng.below(176)) * 3600n, dead: rng.chance(100) });
  }
  for (let index = pendingKeys.length - 1; index >= 0; index--) {
    const key = pendingKeys[index];
    if (key === undefined || key.decidedAt > now) continue;
    pendingKeys.splice(index, 1);
    if (key.dead) context.attempt("killPredeposit", () => auditor.apply("killPredeposit", undefined));
    else {
      auditor.apply("provePredeposit", undefined);
      context.count("provePredeposit");
      beacon.activations.push({ at: now + 3600n, amount: WAD });
    }
  }
  if (!rng.chance(500)) return;
  const amount = (depositable(core) / (32n * WAD)) * 32n * WAD;
  const done = context.attempt("topUp", () => {
    auditor.apply("topUp", { amount });
    return true;
  });
  if (done) beacon.activations.push({ at: now + BigInt(1 + rng.below(500)) * 3600n, amount });
}

/** Up to `limit` ether and a random part of one, so that no amount is round. */
export function randomEther(context: Pick<DriverContext, "rng">, limit: number): Wei {
  return BigInt(1 + context.rng.below(limit)) * WAD + context.rng.bigBelow(WAD);
}
