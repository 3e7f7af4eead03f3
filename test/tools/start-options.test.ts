import assert from "node:assert/strict";
import { answerOptions, optionProblem } from "../../tools/options.ts";
import { parseStartOptions } from "../../tools/start/options.ts";

describe("npm start options", () => {
  it("default to one visible round at 96 chain seconds a second, then staying up", () => {
    assert.deepEqual(parseStartOptions([]), {
      once: false,
      json: false,
      killAt: [],
      fresh: false,
      speed: 96,
      verbose: false,
      help: false,
    });
  });

  it("take failpoints in order, with the number of the time", () => {
    assert.deepEqual(parseStartOptions(["--kill-at", "tx-sent:3,index-read"]).killAt, ["tx-sent:3", "index-read"]);
  });

  const refused: [string, string[], string][] = [
    ["an unknown option", ["--fast"], "Unknown option '--fast'; see --help."],
    ["a stray word", ["now"], "Unexpected argument 'now'; see --help."],
    [
      "an unknown breakage",
      ["--break", "leg"],
      '--break knows canonical, leaf, landing, fast-forged, lying-oracle, wrong-credentials, retryable-fails; not "leg".',
    ],
    ["a speed that is none", ["--speed", "fast"], '--speed is a number from 1 to 200, not "fast".'],
    ["a speed out of bounds", ["--speed", "0"], '--speed is a number from 1 to 200, not "0".'],
  ];
  for (const [what, args, message] of refused) {
    it(`refuse ${what}`, () => {
      assert.throws(() => parseStartOptions(args), { name: "StartOptionsError", message });
    });
  }

  it("refuse a failpoint that no code reaches: the relayer would never be killed", () => {
    assert.throws(() => parseStartOptions(["--kill-at", "tx-sent,tx-snet"]), {
      message: /^--kill-at knows tx-stored, tx-sent, .*; not "tx-snet"\.$/,
    });
  });
});

describe("programs without options", () => {
  it("go on without one, answer --help, and refuse everything else", () => {
    assert.equal(answerOptions("build", "Usage", []), undefined);
    assert.equal(answerOptions("build", "Usage", ["--fast"]), 2);
    assert.equal(optionProblem(new Error("Unknown option '-x'. To specify more, and so on")), "Unknown option '-x'");
  });
});
