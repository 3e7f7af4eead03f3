import type { Seconds, Wei } from "../units/quantity.ts";
import { DAY, WAD } from "../units/quantity.ts";
import { maxOf, minOf } from "../units/rounding.ts";
import type { Rng } from "./rng.ts";

/** A slashing as the chain knows it: what it is expected to cost, what it will cost, what has gone so far. */
type Slashing = { expected: Wei; paid: Wei; left: Wei; installment: Wei; readonly end: Seconds };
type Activation = Readonly<{ at: Seconds; amount: Wei }>;

/** What a report says about one reference time. */
export type BeaconSnapshot = Readonly<{
  consensus: Wei;
  withdrawnTotal: Wei;
  executionTotal: Wei;
  depositsProcessedTotal: Wei;
  provisions: Wei;
}>;

/** The truth behind the reports: balances, rewards, withdrawals, slashings and leaks, of the driver's own making. */
export type Beacon = {
  balance: Wei;
  withdrawnTotal: Wei;
  executionTotal: Wei;
  depositsProcessedTotal: Wei;
  activations: Activation[];
  slashings: Slashing[];
};

export type BeaconRates = Readonly<{ slashPerMille: number; leakPerMille: number }>;

export function createBeacon(): Beacon {
  return {
    balance: 0n,
    withdrawnTotal: 0n,
    executionTotal: 0n,
    depositsProcessedTotal: 0n,
    activations: [],
    slashings: [],
  };
}

/** Lets `elapsed` pass. Returns the ether that reached the vaults and a slashing anyone could prove now. */
export function advanceBeacon(
  beacon: Beacon,
  input: { rng: Rng; now: Seconds; elapsed: Seconds; short: Wei; rates: BeaconRates },
): { toVault: Wei; slashed: Wei | null } {
  const { rng, now, elapsed } = input;
  // 3% a year on average.
  beacon.balance += rng.bigBelow((beacon.balance * 6n * elapsed) / (100n * 365n * DAY) + 1n);
  let toVault = 0n;
  if (rng.chance(600)) {
    const execution = rng.bigBelow(WAD);
    beacon.executionTotal += execution;
    toVault += execution;
  }
  toVault += withdraw(beacon, rng, input.short);
  mature(beacon, now);
  const slashed = slash(beacon, rng, now, input.rates);
  if (rng.chance(input.rates.leakPerMille)) beacon.balance -= (beacon.balance * BigInt(rng.below(5000))) / 1_000_000n;
  return { toVault, slashed };
}

export function snapshot(beacon: Beacon): BeaconSnapshot {
  const { balance, withdrawnTotal, executionTotal, depositsProcessedTotal, slashings } = beacon;
  let provisions = 0n;
  for (const slashing of slashings) provisions += maxOf(0n, slashing.expected - slashing.paid);
  return {
    consensus: balance,
    withdrawnTotal,
    executionTotal,
    depositsProcessedTotal,
    provisions: minOf(provisions, balance),
  };
}

function withdraw(beacon: Beacon, rng: Rng, short: Wei): Wei {
  if (!rng.chance(short > 0n ? 400 : 250)) return 0n;
  const wanted = BigInt(1 + rng.below(400)) * WAD + (rng.chance(500) ? maxOf(0n, short) : 0n);
  const amount = minOf(wanted, beacon.balance / 50n);
  beacon.balance -= amount;
  beacon.withdrawnTotal += amount;
  return amount;
}

function mature(beacon: Beacon, now: Seconds): void {
  beacon.activations = beacon.activations.filter(({ at, amount }) => {
    if (at > now) return true;
    beacon.balance += amount;
    beacon.depositsProcessedTotal += amount;
    return false;
  });
}

/** Penalties come in parts over 36 days and end 0.5 to 1.2 times what was expected. */
function slash(beacon: Beacon, rng: Rng, now: Seconds, rates: BeaconRates): Wei | null {
  for (const slashing of beacon.slashings) {
    if (slashing.left === 0n || !rng.chance(150)) continue;
    const part = minOf(minOf(slashing.left, slashing.installment), beacon.balance);
    slashing.left -= part;
    slashing.paid += part;
    beacon.balance -= part;
  }
  beacon.slashings = beacon.slashings.filter(({ end, left }) => now < end || left > 0n);
  if (beacon.balance === 0n || !rng.chance(rates.slashPerMille)) return null;
  const ppm = [10n, 100n, 1000n, 3000n][rng.below(4)] ?? 10n;
  const expected = (beacon.balance * ppm) / 1_000_000n;
  const actual = (expected * BigInt(500 + rng.below(700))) / 1000n;
  beacon.slashings.push({ expected, paid: 0n, left: actual, installment: actual / 4n + 1n, end: now + 36n * DAY });
  return expected;
}
