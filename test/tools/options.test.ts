import assert from "node:assert/strict";
import { parseTestOptions } from "../../tools/test/options.ts";

describe("npm test options", () => {
  it("default to every suite, nothing filtered", () => {
    assert.deepEqual(parseTestOptions([], ["l1"]), {
      deep: false,
      suites: [],
      grep: undefined,
      list: false,
      verbose: false,
      help: false,
      campaign: undefined,
    });
  });

  it("hand the campaign what is its own", () => {
    const options = parseTestOptions(["--campaign", "--json", "--seed", "7", "--mutants", "--grep", "fee"], []);
    assert.deepEqual(options.campaign, ["--json", "--mutants", "--seed", "7", "--grep", "fee"]);
    assert.deepEqual(parseTestOptions(["--campaign"], []).campaign, []);
  });

  it("take several suites and a filter", () => {
    const options = parseTestOptions(["--deep", "--suite", "l1", "--suite", "l2", "--grep", "T-60"], ["l1", "l2"]);
    assert.deepEqual([options.deep, options.suites, options.grep], [true, ["l1", "l2"], "T-60"]);
  });

  const refused: [string, string[], RegExp][] = [
    ["an unknown option", ["--fast"], /'--fast'/],
    ["an unknown suite, naming the known ones", ["--suite", "l3"], /no suite "l3"; the suites are: l1, l2/],
    ["a stray word", ["l1"], /'l1'/],
    ["an option without its value", ["--grep"], /--grep/],
    ["an option of the campaign without it", ["--json"], /--json goes with --campaign/],
  ];
  for (const [what, args, message] of refused) {
    it(`refuse ${what}`, () => {
      assert.throws(() => parseTestOptions(args, ["l1", "l2"]), { code: "TEST_OPTIONS", message });
    });
  }
});
