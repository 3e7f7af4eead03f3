import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { REFUSALS } from "@cseth/shared/lens/refusals";

const SOURCE = new URL("../../shared/contracts/lens/DoorTypes.sol", import.meta.url);

describe("refusals of the lenses", () => {
  it("are the same in Solidity and TypeScript, in the same order", () => {
    const [, list = ""] = /enum Refusal \{([^}]*)\}/.exec(readFileSync(SOURCE, "utf8")) ?? [];
    const names = list
      .replace(/\/\/.*$/gm, "")
      .split(",")
      .map((name) => name.trim());
    assert.deepEqual(names, REFUSALS);
  });
});
