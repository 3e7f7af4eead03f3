import assert from "node:assert/strict";
import { raiseFees, worstCost } from "@cseth/relayer/tx/pricing";

const policy = { bumpPercent: 10, marketCapFactor: 3 };

describe("pricing", () => {
  it("raises both fees by at least the least bump, rounded up", () => {
    // 101 · 110 / 100 = 111.1 → 112; 7 · 1.1 = 7.7 → 8
    const market = { maxFee: 100n, maxPriorityFee: 1n };
    const raised = raiseFees({ previous: { maxFee: 101n, maxPriorityFee: 7n }, market, policy });
    assert.deepEqual(raised, { maxFee: 112n, maxPriorityFee: 8n });
  });

  it("goes to the market when that is higher", () => {
    const market = { maxFee: 500n, maxPriorityFee: 20n };
    const raised = raiseFees({ previous: { maxFee: 100n, maxPriorityFee: 10n }, market, policy });
    assert.deepEqual(raised, { maxFee: 500n, maxPriorityFee: 20n });
  });

  it("R-7 R-17 stops at three times the market", () => {
    const market = { maxFee: 100n, maxPriorityFee: 1n };
    // 272 · 1.1 = 299.2 → 300 = 3 · 100; 273 · 1.1 = 300.3 → 301.
    assert.equal(raiseFees({ previous: { maxFee: 272n, maxPriorityFee: 1n }, market, policy })?.maxFee, 300n);
    assert.equal(raiseFees({ previous: { maxFee: 273n, maxPriorityFee: 1n }, market, policy }), undefined);
  });

  it("never lets the tip pass the whole fee", () => {
    const market = { maxFee: 10n, maxPriorityFee: 1n };
    const raised = raiseFees({ previous: { maxFee: 10n, maxPriorityFee: 10n }, market, policy });
    assert.deepEqual(raised, { maxFee: 11n, maxPriorityFee: 11n });
  });

  it("counts value and gas at the full fee as the worst cost", () => {
    assert.equal(worstCost({ fees: { maxFee: 7n, maxPriorityFee: 1n }, gasLimit: 21_000n, value: 5n }), 147_005n);
  });
});
