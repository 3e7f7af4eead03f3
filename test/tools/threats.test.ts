import assert from "node:assert/strict";
import { threatProblems } from "../../tools/check/threats.ts";
import { grepFor, parseThreats, threatsOf } from "../../tools/threats/register.ts";
import { countsOf, rowsOf, textOf } from "../../tools/threats/table.ts";

const page = `| id | what is tried | waits for |
|---|---|---|
| T-1 | first depositor | |
| T-12 | reentrancy | |
| T-40 | VFP inflation | VFP |
`;

describe("threats", () => {
  it("are rows of a page, some waiting for a part that is not built", () => {
    assert.deepEqual(parseThreats(page), [
      { id: "T-1", attack: "first depositor", waitsFor: undefined },
      { id: "T-12", attack: "reentrancy", waitsFor: undefined },
      { id: "T-40", attack: "VFP inflation", waitsFor: "VFP" },
    ]);
  });

  it("are named by titles of both kinds of test", () => {
    assert.deepEqual(threatsOf("claims pay once (T-13, R-2), T-13 again"), ["T-13", "R-2"]);
    assert.deepEqual(threatsOf("Core.t.sol:CoreTest test_claim_RevertWhen_Twice_T13_T_92()"), ["T-13", "T-92"]);
    assert.deepEqual(threatsOf("LANE-5 at T0, REPORT-12, test_T"), []);
  });

  it("are found by the filter exactly where they are named", () => {
    const any = new RegExp(grepFor([]));
    const some = new RegExp(grepFor(["T-1", "R-12"]));
    for (const title of ["pays (T-1)", "T-12: pays", "test_pay_T1", "test_pay_R_12_T3"]) assert.match(title, any);
    for (const title of ["pays (T-1)", "R-12", "test_pay_T1()", "test_pay_R_12_T3"]) assert.match(title, some);
    for (const title of ["LANE-5", "test_pay_To1", "REPORT-1"]) assert.doesNotMatch(title, any);
    for (const title of ["pays (T-12)", "test_pay_T11", "R-1", "test_pay_R1"]) assert.doesNotMatch(title, some);
  });

  it("are judged by all tests that name them", () => {
    const rows = rowsOf(parseThreats(page), [
      { suite: "core", title: "once (T-1)", result: "passed" },
      { suite: "core", title: "twice (T-1, T-12)", result: "failed" },
      { suite: "smoke", title: "T-40", result: "skipped" },
    ]);
    assert.deepEqual(
      rows.map(({ id, result, tests }) => [id, result, tests.length]),
      [
        ["T-1", "failed", 2],
        ["T-12", "failed", 1],
        ["T-40", "waiting", 1],
      ],
    );
    assert.deepEqual(countsOf(rows), { passed: 0, failed: 2, untested: 0, waiting: 1 });
    assert.match(textOf(rows), /✗ {2}T-1 {3}first depositor\n {5}passed {3}core: once \(T-1\)\n/);
  });

  it("without a test, with a test although they wait, or only in a test are problems", () => {
    assert.deepEqual(threatProblems(page, ["test_deposit_T1", "T-40", "T-99"]), [
      "T-12 (reentrancy) stands in no test's title: test it, or say what it waits for",
      "T-40 is tested, but docs/threats.md says that it waits for VFP",
      "T-99 is tested but does not stand in docs/threats.md",
    ]);
  });
});
