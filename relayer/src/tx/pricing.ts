import type { TransactionPolicy } from "../config/schema.ts";

/** Wei per gas, EIP-1559. */
export type Fees = { maxFee: bigint; maxPriorityFee: bigint };

type PricingPolicy = Pick<TransactionPolicy, "bumpPercent" | "marketCapFactor">;

/**
 * Fees of a replacement: at least `bumpPercent` above what was signed before, at least the market.
 * Never above `marketCapFactor` times the market: a transaction that is not mined at such a price has another
 * problem than its price.
 * @returns undefined when the cap leaves no room for a bump that nodes would accept
 */
export function raiseFees({
  previous,
  market,
  policy,
}: {
  previous: Fees;
  market: Fees;
  policy: PricingPolicy;
}): Fees | undefined {
  const raised: Fees = {
    maxFee: max(raise(previous.maxFee, policy.bumpPercent), market.maxFee),
    maxPriorityFee: max(raise(previous.maxPriorityFee, policy.bumpPercent), market.maxPriorityFee),
  };
  const factor = BigInt(policy.marketCapFactor);
  // The tip alone may pass the cap on chains whose market tip is almost nothing; the whole fee may not.
  if (raised.maxFee > market.maxFee * factor) return undefined;
  return { maxFee: raised.maxFee, maxPriorityFee: min(raised.maxPriorityFee, raised.maxFee) };
}

/** The most wei a transaction can take from its signer. */
export function worstCost({ fees, gasLimit, value }: { fees: Fees; gasLimit: bigint; value: bigint }): bigint {
  return fees.maxFee * gasLimit + value;
}

/** Rounded up, so that 10% of a small number still is an increase. */
function raise(fee: bigint, percent: number): bigint {
  return (fee * BigInt(100 + percent) + 99n) / 100n;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
