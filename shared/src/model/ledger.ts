import { toSharesDown } from "../units/conversion.ts";
import type { Rate, Seconds, Shares, Wei, WeiE18 } from "../units/quantity.ts";
import { WAD } from "../units/quantity.ts";
import { maxOf } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import { queuedValue } from "./queue-value.ts";
import type { Core } from "./state.ts";

/** Q: provisions for losses known but not final, reported and proven ones together. */
export function provisions(core: Core): Wei {
  let sum = core.reportedProvisions;
  for (const provision of core.provenProvisions) sum += provision.amount;
  return sum;
}

/** P = B + V + C + A + ΣH − N − Q (protocol §2). May be below what is owed only inside a transition. */
export function pooled(core: Core): Wei {
  let sum = core.buffered + core.vaulted + core.consensus + core.activating;
  for (const lane of core.lanes) sum += lane.held;
  return sum - queuedValue(core.queue) - provisions(core);
}

/** D·1e18 = P·1e18 − r·S, exact. LEDGER-1: never negative after a transition. */
export function undistributedE18(core: Core): WeiE18 {
  return pooled(core) * WAD - core.rate * core.totalShares;
}

/** What may be sent to validators: max(0, B − N − R*). */
export function depositable(core: Core): Wei {
  return maxOf(0n, core.buffered - queuedValue(core.queue) - core.reserveTarget);
}

/** Stores a new rate under the next nonce; an unchanged rate keeps its nonce. */
export function setRate(core: Core, rate: Rate): void {
  if (rate === core.rate) return;
  core.rate = rate;
  core.rateNonce += 1;
  core.rates.push(rate);
}

export function balanceOf(core: Core, account: string): Shares {
  return core.balances[account] ?? 0n;
}

export function credit(core: Core, account: string, shares: Shares): void {
  core.balances[account] = balanceOf(core, account) + shares;
}

export function requireBalance(core: Core, account: string, shares: Shares): void {
  const balance = balanceOf(core, account);
  if (shares > balance) throw new ModelError("InsufficientBalance", { account, shares, balance });
}

export function debit(core: Core, account: string, shares: Shares): void {
  requireBalance(core, account, shares);
  core.balances[account] = balanceOf(core, account) - shares;
}

export function transfer(core: Core, input: { from: string; to: string; shares: Shares }): void {
  debit(core, input.from, input.shares);
  credit(core, input.to, input.shares);
}

/** Deposits close when the rate's reference time is older than 48 h (protocol §2). */
export function requireFreshRate(input: { refTime: Seconds; now: Seconds; maxAge: Seconds }): void {
  const age = input.now - input.refTime;
  if (age > input.maxAge) throw new ModelError("RateStale", { age, maxAge: input.maxAge });
}

/** `deposit`: shares = ⌊x·1e18/r⌋, rounded in the pool's favour; B + x, S + shares (protocol §2). */
export function deposit(
  core: Core,
  input: { receiver: string; amount: Wei; now: Seconds; minShares?: Shares },
): { shares: Shares } {
  requireFreshRate({ refTime: core.refTime, now: input.now, maxAge: core.params.rateMaxAge });
  const shares = toSharesDown(input.amount, core.rate);
  if (shares === 0n) throw new ModelError("ZeroShares", { amount: input.amount, rate: core.rate });
  const minShares = input.minShares ?? 0n;
  if (shares < minShares) throw new ModelError("BelowMinimum", { shares, minShares });
  core.buffered += input.amount;
  core.coreBalance += input.amount;
  core.totalShares += shares;
  credit(core, input.receiver, shares);
  return { shares };
}

/** Ether that reaches the core unasked. It counts for nothing until `skim` (T-2). */
export function donate(core: Core, input: { amount: Wei }): void {
  core.coreBalance += input.amount;
}

/** Ether that reaches the withdrawal or rewards vault. It counts once a report's cumulative totals say so. */
export function receiveVaultEther(core: Core, input: { amount: Wei }): void {
  core.vaultBalance += input.amount;
}

/** What the core holds beyond its liabilities B + U + ΣX (LEDGER-2). */
export function strayEther(core: Core): Wei {
  let liabilities = core.buffered + core.claimable;
  for (const lane of core.lanes) liabilities += lane.carry;
  return core.coreBalance - liabilities;
}

/** `skim`: stray ether enters B, so D. */
export function skim(core: Core): { amount: Wei } {
  const amount = strayEther(core);
  core.buffered += amount;
  return { amount };
}

/** Moves booked vault ether into the buffer: V − x, B + x. Only what a report has booked can move (T-84). */
export function sweep(core: Core): { amount: Wei } {
  const amount = core.vaulted;
  core.vaulted = 0n;
  core.buffered += amount;
  core.vaultBalance -= amount;
  core.coreBalance += amount;
  return { amount };
}
