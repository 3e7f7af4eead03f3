import assert from "node:assert/strict";
import { idsInTest, shownBy } from "../../tools/check/invariants.ts";
import { leftOversIn } from "../../tools/check/left-overs.ts";
import { bannedNameIn } from "../../tools/check/names.ts";

describe("banned names", () => {
  it("are found as a folder, a file and a part of a file's name", () => {
    assert.equal(bannedNameIn("shared/src/utils/hex.ts"), "utils");
    assert.equal(bannedNameIn("relayer/src/helpers.ts"), "helpers");
    assert.equal(bannedNameIn("test/support/test-helper.ts"), "helper");
  });

  it("are not found inside other words", () => {
    assert.equal(bannedNameIn("shared/contracts/CommonsVault.sol"), undefined);
    assert.equal(bannedNameIn("docs/miscounted.md"), undefined);
  });
});

describe("left-overs", () => {
  it("are a narrowed test and an open end, with file and line", () => {
    assert.deepEqual(leftOversIn("test/a.test.ts", `\nit.${"only"}("x", () => {});`), [
      `test/a.test.ts:2 a narrowed or skipped test: it.${"only"}("x", () => {});`,
    ]);
    assert.deepEqual(leftOversIn("shared/a.ts", `// ${"TO"}DO later`), [
      `shared/a.ts:1 finish it or write an issue: // ${"TO"}DO later`,
    ]);
  });

  it("are a download host in the lockfile", () => {
    assert.equal(leftOversIn("package-lock.json", '  "resolved": "https://example.org/a.tgz",').length, 1);
    assert.equal(leftOversIn("package-lock.json", '  "resolved": "shared",').length, 0);
  });
});

describe("invariant ids of tests", () => {
  it("stand in the titles of TypeScript tests, not in their bodies", () => {
    const source = `describe("LEDGER-1 the core never owes more than it has", () => {
  it(\`LANE-4 and LANE-5\`, () => { const note = "RATE-1"; });
});`;
    assert.deepEqual(idsInTest("test/a.test.ts", source), ["LEDGER-1", "LANE-4", "LANE-5"]);
  });

  it("stand in the names of Solidity functions, with an underscore", () => {
    const source = "function invariant_LEDGER_2_balances() public {} function check_RATE_1() private {} // QUEUE_1";
    assert.deepEqual(idsInTest("test/a.t.sol", source), ["LEDGER-2"]);
  });

  it("are looked for in every test that the document's last column names", () => {
    const text = `| ACT-1 | once, \`see [fast.md](fast.md)\` | [model], [hub](../test/a.t.sol) and [live] |
| ACT-2 | never | by eye |

[model]: ../test/model.test.ts
`;
    assert.deepEqual(
      [...shownBy(text)],
      [
        ["ACT-1", ["test/model.test.ts", "test/a.t.sol", "docs/live"]],
        ["ACT-2", []],
      ],
    );
  });
});
