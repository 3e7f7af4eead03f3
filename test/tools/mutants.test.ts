import assert from "node:assert/strict";
import { judge } from "../../tools/mutants/judge.ts";
import { parseMutant } from "../../tools/mutants/patch.ts";

const diff = `--- a/l1-contracts/core/Core.sol
+++ b/l1-contracts/core/Core.sol
@@ -1 +1 @@
-a
+b
`;
const header = `what: deposits round up
test: test/l1/core/deposit.t.sol
expect: test_deposit_RoundsDown
`;
const mutant = parseMutant("a.patch", header + diff);

describe("a mutant's patch file", () => {
  it("says what is wrong, which test must notice, and carries the diff", () => {
    assert.deepEqual(mutant, {
      file: "a.patch",
      what: "deposits round up",
      test: "test/l1/core/deposit.t.sol",
      expect: "test_deposit_RoundsDown",
      diff,
    });
  });

  const refused: [string, string, RegExp][] = [
    ["without a diff", header, /contains no diff/],
    ["without the test's name", header.replace("expect:", "hope:") + diff, /lacks the line "expect: …"/],
    ["that alters a test", (header + diff).replaceAll("l1-contracts/core/Core.sol", "test/a.t.sol"), /only contracts/],
    ["whose test is no Solidity test", header.replace(".t.sol", ".test.ts") + diff, /must name a \.t\.sol file/],
  ];
  for (const [what, text, message] of refused) {
    it(`is refused ${what}`, () => {
      assert.throws(() => parseMutant("a.patch", text), { code: "MUTANT_HEADER", message });
    });
  }
});

describe("a mutant's verdict", () => {
  const title = (name: string, folder = "m000") => `mutants/${folder}/test/l1/core/deposit.t.sol:DepositTest ${name}`;
  const fail = (name: string, folder?: string) => ({ type: "fail", title: title(name, folder), details: "" }) as const;
  const pass = (name: string) => ({ type: "pass", title: title(name) }) as const;

  it("is caught when the named test failed, with or without parameters", () => {
    assert.equal(judge(mutant, "mutants/m000", [fail("test_deposit_RoundsDown()")]).caught, true);
    assert.equal(judge(mutant, "mutants/m000", [fail("test_deposit_RoundsDown(uint256)")]).caught, true);
  });

  it("is not caught when only another test failed", () => {
    const verdict = judge(mutant, "mutants/m000", [pass("test_deposit_RoundsDown()"), fail("test_other()")]);
    assert.equal(verdict.caught, false);
    assert.match(verdict.details, /passes although the contract is wrong; failed: test_other/);
  });

  it("is not caught by the failure of another mutant's copy", () => {
    assert.equal(judge(mutant, "mutants/m000", [fail("test_deposit_RoundsDown()", "m001")]).caught, false);
  });

  it("is not caught by a setUp that no longer works", () => {
    const verdict = judge(mutant, "mutants/m000", [fail("setUp()")]);
    assert.match(verdict.details, /has no test test_deposit_RoundsDown; it ran setUp/);
  });
});
