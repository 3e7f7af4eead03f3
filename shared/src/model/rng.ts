/** Deterministic randomness for the driver: sfc32, all in integers. */
export type Rng = Readonly<{
  /** Uniform in 0 … bound − 1, bound ≤ 2^32. */
  below(bound: number): number;
  /** Uniform in 0 … bound − 1. */
  bigBelow(bound: bigint): bigint;
  /** True in `perMille` of 1000 cases. */
  chance(perMille: number): boolean;
}>;

export function createRng(seed: number): Rng {
  let [a, b, c, counter] = [0x9e3779b9 ^ seed, 0x243f6a88, 0xb7e15162 + seed, 1];
  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }
  for (let i = 0; i < 15; i++) next();
  const below = (bound: number): number => Number((BigInt(next()) * BigInt(bound)) >> 32n);
  return {
    below,
    bigBelow: (bound) => (((BigInt(next()) << 32n) | BigInt(next())) * bound) >> 64n,
    chance: (perMille) => next() % 1000 < perMille,
  };
}
