import type { Rate, Shares, Wei } from "./quantity.ts";
import { WAD } from "./quantity.ts";
import { mulDivDown, mulDivUp } from "./rounding.ts";

/** Shares that `amount` buys at `rate`, rounded down: what a depositor receives. */
export function toSharesDown(amount: Wei, rate: Rate): Shares {
  return mulDivDown(amount, WAD, rate);
}

/** Shares worth at least `amount` at `rate`: what is burnt to cover an amount. */
export function toSharesUp(amount: Wei, rate: Rate): Shares {
  return mulDivUp(amount, WAD, rate);
}

/** Ether that `shares` are worth at `rate`, rounded down: what a leaver receives. */
export function toEtherDown(shares: Shares, rate: Rate): Wei {
  return mulDivDown(shares, rate, WAD);
}

/** Ether needed to back `shares` at `rate`, rounded up: what a minter owes. */
export function toEtherUp(shares: Shares, rate: Rate): Wei {
  return mulDivUp(shares, rate, WAD);
}
