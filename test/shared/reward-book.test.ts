import assert from "node:assert/strict";
import { addFrame, EMPTY_BOOK, operatorFeeBps, type RewardBook, rewardsOf } from "@cseth/shared/rewards/book";
import fc from "fast-check";

const GWEI_32 = 32_000_000_000n;
/** Lane 1's first three operators, and the first of lane 2. */
const [A, B, C, D] = [(1n << 48n) + 1n, (1n << 48n) + 2n, (1n << 48n) + 3n, (2n << 48n) + 1n] as const;
const onLane1 = (operatorId: bigint) => operatorId >> 48n === 1n;
const stake = (operatorId: bigint, validators: bigint, feeBps: bigint) => {
  return { operatorId, stakeGwei: validators * GWEI_32, feeBps };
};
const sum = (values: Iterable<bigint>) => [...values].reduce((total, value) => total + value, 0n);
const issued = (book: RewardBook) => sum(book.earned.values()) + book.undivided;

describe("the operators' part of the fee", () => {
  it("is the fee of the average stake, rounded down; nothing while nothing is staked", () => {
    // (1·200 + 2·500) / 3 = 400.
    assert.equal(operatorFeeBps([stake(A, 1n, 200n), stake(B, 2n, 500n)]), 400n);
    // (2·200 + 1·301) / 3 = 233.67.
    assert.equal(operatorFeeBps([stake(A, 2n, 200n), stake(B, 1n, 301n)]), 233n);
    assert.equal(operatorFeeBps([stake(A, 0n, 500n)]), 0n);
    assert.equal(operatorFeeBps([]), 0n);
  });
});

describe("dividing fee shares", () => {
  it("goes by stake times fee, floored; what is left goes with the next frame's", () => {
    // Weights 1·200 : 2·300 : 1·200 = 1 : 3 : 1 of 1,003: 200.6, 601.8, 200.6.
    const stakes = [stake(A, 1n, 200n), stake(B, 2n, 300n), stake(D, 1n, 200n)];
    const first = addFrame(EMPTY_BOOK, { feeShares: 1_003n, stakes });
    assert.deepEqual(
      [...first.earned],
      [
        [A, 200n],
        [B, 601n],
        [D, 200n],
      ],
    ); // prettier-ignore
    assert.equal(first.undivided, 2n);
    // 2 + 8 = 10: 2, 6, 2, and nothing is left.
    const second = addFrame(first, { feeShares: 8n, stakes });
    assert.deepEqual(
      [...second.earned],
      [
        [A, 202n],
        [B, 607n],
        [D, 202n],
      ],
    ); // prettier-ignore
    assert.equal(second.undivided, 0n);
  });

  it("keeps the shares of a frame in which nobody stakes for the next one", () => {
    const idle = addFrame(EMPTY_BOOK, { feeShares: 7n, stakes: [stake(A, 0n, 500n)] });
    assert.deepEqual([[...idle.earned], idle.undivided], [[], 7n]);
    const { earned, undivided } = addFrame(idle, { feeShares: 0n, stakes: [stake(B, 1n, 200n)] });
    assert.deepEqual([[...earned], undivided], [[[B, 7n]], 0n]);
  });

  it("lists one lane's operators ascending, with their sum", () => {
    const stakes = [stake(D, 1n, 200n), stake(C, 1n, 200n), stake(A, 2n, 200n)];
    const book = addFrame(EMPTY_BOOK, { feeShares: 400n, stakes });
    assert.deepEqual(rewardsOf(book, onLane1), {
      total: 300n,
      operators: [
        { operatorId: A, cumulativeShares: 200n },
        { operatorId: C, cumulativeShares: 100n },
      ],
    });
    assert.equal(rewardsOf(book, (id) => !onLane1(id)).total, 100n);
  });

  it("REW-1, REW-2: divides exactly what was minted, and takes nothing back, whatever the stakes (T-49, T-52)", () => {
    const stakes = fc.array(
      fc.record({
        operatorId: fc.constantFrom(A, B, C, D),
        stakeGwei: fc.bigInt({ min: 0n, max: 10n ** 16n }),
        feeBps: fc.bigInt({ min: 200n, max: 500n }),
      }),
      { maxLength: 6 },
    );
    const frames = fc.array(fc.record({ feeShares: fc.bigInt({ min: 0n, max: 2n ** 96n }), stakes }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(frames, (all) => {
        let book = EMPTY_BOOK;
        for (const frame of all) {
          const next = addFrame(book, frame);
          for (const [operatorId, shares] of book.earned) assert.ok((next.earned.get(operatorId) ?? 0n) >= shares);
          book = next;
        }
        assert.equal(issued(book), sum(all.map(({ feeShares }) => feeShares)));
      }),
    );
  });
});
