import assert from "node:assert/strict";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import { liquidStakingCoreAbi } from "@cseth/shared/abi/LiquidStakingCore";
import { toFunctionSelector } from "viem";

describe("ERC-4626", () => {
  // An entry point that comes with a base contract, past the checks of those that were overridden, minted 9,700 tokens
  // of another protocol: here shares come into being only by calls that are written out.
  const mutating = [
    "deposit(uint256,address)",
    "mint(uint256,address)",
    "withdraw(uint256,address,address)",
    "redeem(uint256,address,address)",
  ].map((signature) => toFunctionSelector(signature));

  for (const [name, abi] of Object.entries({
    LiquidStakingCore: liquidStakingCoreAbi,
    L2StakingPool: l2StakingPoolAbi,
  })) {
    it(`T-3: ${name} has none of its entry points that mint or burn, inherited or own`, () => {
      const selectors = abi.filter((item) => item.type === "function").map((item) => toFunctionSelector(item));
      assert.ok(selectors.length > 30);
      assert.deepEqual(
        selectors.filter((selector) => mutating.includes(selector)),
        [],
      );
    });
  }
});
