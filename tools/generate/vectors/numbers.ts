import { flashFeeUp, flashPayDown } from "../../../shared/src/model/flash.ts";
import { DEFAULT_PARAMS } from "../../../shared/src/model/params.ts";

const ether = 10n ** 18n;
const gwei = 10n ** 9n;
const day = 86_400n;

const up = (numerator: bigint, denominator: bigint) => (numerator + denominator - 1n) / denominator;

/** Exact fractions rounded by definition: floor by integer division, ceiling by adding denominator - 1. */
export function shareMathVectors() {
  const cases = [
    { amount: 0n, rate: ether, age: 0n },
    { amount: 1n, rate: ether + 1n, age: 1n },
    { amount: 1n, rate: ether - 1n, age: 12n },
    { amount: 32n * ether, rate: 1_023_456_789_012_345_678n, age: day },
    { amount: 10n ** 12n, rate: 3n, age: 2n * day },
    { amount: 2n ** 96n - 1n, rate: 2n ** 64n - 1n, age: 48n * 3600n },
    { amount: 2n ** 128n - 1n, rate: 1n, age: 2n ** 32n },
  ];
  return cases.map(({ amount, rate, age }) => ({
    amount,
    rate,
    age,
    sharesDown: (amount * ether) / rate,
    sharesUp: up(amount * ether, rate),
    etherDown: (amount * rate) / ether,
    etherUp: up(amount * rate, ether),
    ceilRate: rate + up(rate * 2n * age, 10_000n * day),
    releaseCapDown: rate + (rate * 2n * 9_000n * age) / (10_000n * 10_000n * day),
  }));
}

/** What flash exits pay and cost: full, partly and wholly used reserves, on and beside the kinks, without a target. */
export function flashExitVectors() {
  const target = 200n * ether;
  const cases = [
    { gross: 10_010n * (ether / 1000n), reserve: 300n * ether, target },
    { gross: 10_010n * (ether / 1000n) - 1n, reserve: 300n * ether, target },
    { gross: 140_280n * (ether / 1000n), reserve: 200n * ether, target },
    { gross: 30_585n * (ether / 1000n), reserve: 30n * ether, target },
    { gross: 250n * ether, reserve: 300n * ether, target },
    { gross: 77n * ether + 123_456_789n, reserve: 131n * ether + 17n, target },
    { gross: 1n, reserve: ether, target },
    { gross: 2n, reserve: 2n, target: 3n },
    { gross: 0n, reserve: 1n, target },
    { gross: 99n * ether, reserve: 100n * ether, target: 0n },
    { gross: 10n ** 24n, reserve: 2n ** 87n, target: 2n ** 80n },
  ];
  return cases.map((input) => {
    const pay = flashPayDown({ ...input, curve: DEFAULT_PARAMS });
    return { ...input, pay, fee: flashFeeUp({ ...input, pay, curve: DEFAULT_PARAMS }) };
  });
}

type BucketStep =
  | Readonly<{ wait: bigint; action: "consume"; amount: bigint }>
  | Readonly<{ wait: bigint; action: "setLimits"; capacityGwei: bigint; refillGwei: bigint }>;

/** One trace: after each step what the bucket must hold, and whether a consume was granted. */
export function rateBucketVectors() {
  const start = { capacityGwei: 100n * gwei, refillGwei: gwei };
  const steps: BucketStep[] = [
    { wait: 0n, action: "consume", amount: 60n * ether },
    { wait: 10n, action: "consume", amount: 50n * ether + 1n },
    { wait: 0n, action: "consume", amount: 50n * ether },
    { wait: 3n, action: "setLimits", capacityGwei: 1_000n * gwei, refillGwei: 100n * gwei },
    { wait: 0n, action: "consume", amount: 3n * ether + 1n },
    { wait: 1n, action: "consume", amount: 3n * ether + 1n },
    { wait: 5n, action: "setLimits", capacityGwei: 50n * gwei, refillGwei: 0n },
    { wait: 1_000n, action: "consume", amount: 50n * ether },
    { wait: 0n, action: "setLimits", capacityGwei: 100n * gwei, refillGwei: 2n * gwei },
    { wait: 1_000_000n, action: "consume", amount: 99n * ether },
  ];
  let { capacityGwei, refillGwei } = start;
  let level = capacityGwei * gwei;
  const least = (a: bigint, b: bigint) => (a < b ? a : b);
  const trace = steps.map((step) => {
    level = least(level + step.wait * refillGwei * gwei, capacityGwei * gwei);
    const granted = step.action === "consume" && step.amount <= level;
    if (step.action === "setLimits") {
      ({ capacityGwei, refillGwei } = step);
      level = least(level, capacityGwei * gwei);
    } else if (granted) {
      level -= step.amount;
    }
    return { amount: 0n, capacityGwei: 0n, refillGwei: 0n, ...step, granted, available: level };
  });
  return { ...start, stepCount: trace.length, steps: trace };
}
