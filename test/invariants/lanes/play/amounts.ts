// Amounts and people, usual and odd ones.
import type { Rng } from "../../../../shared/src/model/rng.ts";
import { WAD, type Wei } from "../../../../shared/src/units/quantity.ts";
import { minOf } from "../../../../shared/src/units/rounding.ts";
import { USERS, type User } from "../world/world.ts";

/** From 1 wei to 900 ether, round and not. */
export function amount(rng: Rng): Wei {
  const roll = rng.below(100);
  if (roll < 3) return BigInt(rng.below(3));
  if (roll < 12) return 10n ** 12n + BigInt(rng.below(1_000_000)) * 1_000n;
  if (roll < 25) return BigInt(1 + rng.below(20)) * WAD;
  if (roll < 85) return BigInt(rng.below(60)) * WAD + rng.bigBelow(WAD);
  return BigInt(rng.below(900)) * WAD + rng.bigBelow(WAD);
}

/** Hardly ever more than a deposit can bring. */
export function minShares(ether: Wei, rng: Rng): bigint {
  return rng.chance(30) ? ether + 1n : rng.chance(300) ? ether / 2n : 0n;
}

/** Part of a balance, all of it, more than it, or a size no request may have. */
export function sharesOf(balance: bigint, rng: Rng): bigint {
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
export function richest(rng: Rng, balance: (user: User) => bigint): User {
  const rich = USERS.filter((each) => balance(each) > 0n);
  return rich[rng.below(rich.length + (rng.chance(50) ? 1 : 0))] ?? anyUser(rng);
}

export function anyUser(rng: Rng): User {
  return USERS[rng.below(USERS.length)] ?? "1";
}

export function ownerOf(owner: string | undefined, rng: Rng): User {
  return USERS.find((each) => each === owner) ?? anyUser(rng);
}

export function anyOf<Value>(values: readonly Value[], rng: Rng): Value | undefined {
  return values[rng.below(values.length)];
}
