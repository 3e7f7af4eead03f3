import { toEtherDown, toSharesUp } from "../units/conversion.ts";
import type { Shares, Wei } from "../units/quantity.ts";
import { WAD } from "../units/quantity.ts";
import { minOf } from "../units/rounding.ts";
import { ModelError } from "./errors.ts";
import { balanceOf, debit, depositable } from "./ledger.ts";
import { bookLoss } from "./loss.ts";
import type { Core } from "./state.ts";
import { ACCOUNT } from "./state.ts";

/** A key's predeposit (protocol §4 Funding). */
export const PREDEPOSIT: Wei = WAD;
/** Bond value locked per predeposit, in ether, priced when used: 1.1, so that a rise of r cannot leave it short. */
export const PREDEPOSIT_LOCK: Wei = (11n * WAD) / 10n;

/** Sends 1 ether to the deposit contract under a locked bond: B − 1, A + 1. */
export function predeposit(core: Core): void {
  requireDepositable(core, PREDEPOSIT);
  const free = toEtherDown(balanceOf(core, ACCOUNT.bond), core.rate) - core.lockedBond;
  if (free < PREDEPOSIT_LOCK) {
    throw new ModelError("InsufficientBalance", { account: ACCOUNT.bond, free, needed: PREDEPOSIT_LOCK });
  }
  activate(core, PREDEPOSIT);
  core.lockedBond += PREDEPOSIT_LOCK;
}

/** The key's credentials are proven: its lock is released; its ether stays in A until a report sees it processed. */
export function provePredeposit(core: Core): void {
  requireLocked(core);
  core.lockedBond -= PREDEPOSIT_LOCK;
}

/** The key is DEAD: A − 1, and ⌈1e36/r⌋ rounded up shares burnt from the whole bond; what it lacks is a loss. */
export function killPredeposit(core: Core): { burnt: Shares; fell: boolean } {
  requireLocked(core);
  if (core.activating < PREDEPOSIT) throw new ModelError("InsufficientActivation", { activating: core.activating });
  const burnt = minOf(toSharesUp(PREDEPOSIT, core.rate), balanceOf(core, ACCOUNT.bond));
  core.lockedBond -= PREDEPOSIT_LOCK;
  core.activating -= PREDEPOSIT;
  debit(core, ACCOUNT.bond, burnt);
  core.totalShares -= burnt;
  return { burnt, fell: bookLoss(core).fell };
}

/** Tops a proven validator up: B − x, A + x. */
export function topUp(core: Core, input: { amount: Wei }): void {
  if (input.amount <= 0n) throw new ModelError("AmountZero");
  requireDepositable(core, input.amount);
  activate(core, input.amount);
}

function activate(core: Core, amount: Wei): void {
  core.buffered -= amount;
  core.coreBalance -= amount;
  core.activating += amount;
}

function requireDepositable(core: Core, amount: Wei): void {
  const limit = depositable(core);
  if (amount > limit) throw new ModelError("ExceedsDepositable", { amount, depositable: limit });
}

function requireLocked(core: Core): void {
  if (core.lockedBond < PREDEPOSIT_LOCK) throw new ModelError("InsufficientBalance", { lockedBond: core.lockedBond });
}
