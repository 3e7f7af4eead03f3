// Sources: consensus-specs, Electra: process_slashings, get_flag_index_deltas, get_base_reward.
import type { ValidatorState } from "../beacon/stake.ts";
import type { PenaltyBase } from "../beacon/state.ts";

const EPOCHS_PER_SLASHINGS_VECTOR = 8_192n;
const PROPORTIONAL_SLASHING_MULTIPLIER = 3n;
const INCREMENT_GWEI = 10n ** 9n;
const BASE_REWARD_FACTOR = 64n;
const WEIGHT_DENOMINATOR = 64n;
/** Missed source and target are penalised, a missed head is not. */
const PENALISED_WEIGHTS = [14n, 26n];

/**
 * Penalties that a slashed validator has still to expect, gwei: the one at the middle of its time, by the slashings known
 * now, and those for the attestations it cannot make until it is withdrawable. An inactivity leak is not foreseen.
 * @param epoch of the state
 */
export function penaltyToCome({
  validator: { effectiveBalanceGwei, balanceGwei, withdrawableEpoch },
  epoch,
  base: { totalActiveGwei, slashingsGwei },
}: {
  validator: ValidatorState;
  epoch: bigint;
  base: PenaltyBase;
}): bigint {
  const increments = effectiveBalanceGwei / INCREMENT_GWEI;
  const midpoint = withdrawableEpoch - EPOCHS_PER_SLASHINGS_VECTOR / 2n;
  const scaled = smaller(slashingsGwei * PROPORTIONAL_SLASHING_MULTIPLIER, totalActiveGwei);
  const correlation = epoch > midpoint ? 0n : (scaled / (totalActiveGwei / INCREMENT_GWEI)) * increments;

  const epochs = withdrawableEpoch > epoch ? withdrawableEpoch - epoch : 0n;
  const reward = increments * ((INCREMENT_GWEI * BASE_REWARD_FACTOR) / squareRoot(totalActiveGwei));
  const missed = PENALISED_WEIGHTS.reduce((sum, weight) => sum + (reward * weight) / WEIGHT_DENOMINATOR, 0n);
  return smaller(correlation + missed * epochs, balanceGwei);
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** Largest whole number whose square is at most `value`, which is positive. */
function squareRoot(value: bigint): bigint {
  let root = value;
  for (let next = (value + 1n) / 2n; next < root; next = (root + value / root) / 2n) root = next;
  return root;
}
