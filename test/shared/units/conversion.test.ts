import assert from "node:assert/strict";
import { toEtherDown, toEtherUp, toSharesDown, toSharesUp } from "../../../shared/src/units/conversion.ts";
import { mulDivDown, mulDivUp } from "../../../shared/src/units/rounding.ts";

describe("share conversions", () => {
  // r = 1.5 ether per 1e18 shares: 10 wei buy 10·1e18/1.5e18 = 6.67 shares; 7 shares are worth 10.5 wei.
  const rate = 1_500_000_000_000_000_000n;

  it("rounds shares for ether down and up as named", () => {
    assert.equal(toSharesDown(10n, rate), 6n);
    assert.equal(toSharesUp(10n, rate), 7n);
    assert.equal(toSharesDown(9n, rate), 6n);
    assert.equal(toSharesUp(9n, rate), 6n);
  });

  it("rounds ether for shares down and up as named", () => {
    assert.equal(toEtherDown(7n, rate), 10n);
    assert.equal(toEtherUp(7n, rate), 11n);
    assert.equal(toEtherDown(6n, rate), 9n);
    assert.equal(toEtherUp(6n, rate), 9n);
  });

  it("gives nothing for dust below one share (T-6)", () => {
    assert.equal(toSharesDown(1n, rate), 0n);
  });
});

describe("mulDiv", () => {
  it("keeps full precision beyond 256 bits", () => {
    assert.equal(mulDivDown(2n ** 255n, 2n ** 255n, 2n ** 254n), 2n ** 256n);
    assert.equal(mulDivUp(2n ** 255n + 1n, 1n, 2n), 2n ** 254n + 1n);
  });

  it("refuses a divisor of zero and negative operands", () => {
    assert.throws(() => mulDivDown(1n, 1n, 0n), { name: "ArithmeticError", code: "DivisionByZero" });
    assert.throws(() => mulDivUp(-1n, 1n, 1n), { name: "ArithmeticError", code: "NegativeOperand" });
  });
});
