/** Arithmetic that both languages carry: golden vectors, results by hand, and random cases. */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { ModelError } from "../../shared/src/model/errors.ts";
import { flashFeeUp, flashPayDown } from "../../shared/src/model/flash.ts";
import { DEFAULT_PARAMS } from "../../shared/src/model/params.ts";
import { createFormatsHarness, type FormatsHarness, type HarnessAnswer } from "./formats-harness.ts";
import { vectorsOf } from "./vector-files.ts";

/** Cases per eth_call and calls: 600 cases, 6,000 in a deep run. */
const casesPerCall = 100;
const numRuns = process.env.CSETH_DEEP ? 60 : 6;

describe("Solidity and TypeScript agree on arithmetic", function () {
  this.timeout(180_000);
  let harness: FormatsHarness;
  before(async () => {
    harness = await createFormatsHarness();
  });

  it("converts between shares and ether with the stated rounding", async () => {
    for (const vector of vectorsOf("share-math")) {
      const { amount, rate, age, ...expected } = vector;
      const answer = await harness.call("shareMath", BigInt(amount), BigInt(rate), BigInt(age));
      assert.deepEqual(answer, Object.values(expected).map(BigInt));
    }
    // 1 wei at a rate of 1e18 + 1: 1e18/(1e18+1) shares, (1e18+1)/1e18 wei; the rate may rise by one unit, rounded up.
    const one = 10n ** 18n;
    assert.deepEqual(await harness.call("shareMath", 1n, one + 1n, 0n), [0n, 1n, 1n, 2n, one + 1n, one + 1n]);
    // One day at 2 bp: ceiling +2e14, release cap 0.9 of it.
    const afterOneDay = (await harness.call("shareMath", 1n, one, 86_400n)) as bigint[];
    assert.deepEqual(afterOneDay.slice(4), [one + 2n * 10n ** 14n, one + 18n * 10n ** 13n]);
  });

  it("FLASH-1 prices flash exits by the integral of the fee curve", async () => {
    for (const { gross, reserve, target, pay, fee } of vectorsOf("flash-exit")) {
      const answer = await harness.call("flashPay", BigInt(gross), BigInt(reserve), BigInt(target));
      assert.deepEqual(answer, [BigInt(pay), BigInt(fee)]);
    }
    // R* = 200, R = 200 → 60: 10 to 30 bp in a straight line, 20 on average; 140 · 0.002 = 0.28.
    const milli = 10n ** 15n;
    const flat = await harness.call("flashPay", 140_280n * milli, 200_000n * milli, 200_000n * milli);
    assert.deepEqual(flat, [140_000n * milli, 280n * milli]);
    // 60 → 0: 30 to 250 bp, 140 on average; 60 · 0.014 = 0.84.
    const steep = await harness.call("flashPay", 60_840n * milli, 60_000n * milli, 200_000n * milli);
    assert.deepEqual(steep, [60_000n * milli, 840n * milli]);
    const [short] = await harness.callMany([
      { functionName: "flashPay", args: [60_840n * milli + 1n, 60_000n * milli, 200_000n * milli] },
    ]);
    assert.deepEqual(short, { ok: false, error: "FlashMath_InsufficientReserve" });
  });

  it("FLASH-1 random flash exits: what is paid, what it costs, and when the reserve is short", async () => {
    const wei = fc.integer({ min: 1, max: 88 }).chain((bits) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }));
    const target = fc.oneof(wei, fc.constant(0n));
    // Up to 3% more than the reserve holds: some costs more than that, some does not.
    const exits = fc
      .tuple(wei, target, fc.bigInt({ min: 0n, max: 1_030_000n }))
      .map(([reserve, target, part]) => ({ gross: (reserve * part) / 1_000_000n, reserve, target }));
    const many = fc.array(exits, { minLength: casesPerCall, maxLength: casesPerCall, size: "max" });
    // Not shrunk: the difference that is printed names the case.
    await fc.assert(
      fc.asyncProperty(many, async (list) => {
        const answers = await harness.callMany(
          list.map(({ gross, reserve, target }) => ({ functionName: "flashPay", args: [gross, reserve, target] })),
        );
        assert.deepEqual(answers, list.map(flashPay));
      }),
      { numRuns, endOnFailure: true },
    );
  });
});

/** The model's answer in the form of the harness's; its refusal under the library's name. */
function flashPay(input: { gross: bigint; reserve: bigint; target: bigint }): HarnessAnswer {
  try {
    const pay = flashPayDown({ ...input, curve: DEFAULT_PARAMS });
    return { ok: true, value: [pay, flashFeeUp({ ...input, pay, curve: DEFAULT_PARAMS })] };
  } catch (error) {
    if (!(error instanceof ModelError) || error.code !== "InsufficientReserve") throw error;
    return { ok: false, error: "FlashMath_InsufficientReserve" };
  }
}
