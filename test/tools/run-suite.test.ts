import assert from "node:assert/strict";
import { runSuite } from "../../tools/test/run-suite.ts";
import { failedCount } from "../../tools/test/suite.ts";

const send = (event: object) => `require("fs").writeSync(3, ${JSON.stringify(`${JSON.stringify(event)}\n`)});`;
const pass = send({ type: "pass", title: "adds" });
const fail = send({ type: "fail", title: "subtracts", details: "1 !== 2" });
const end = (passed: number, failed: number) => send({ type: "end", passed, failed });

function run(script: string, overrides: { timeoutMs?: number; allowEmpty?: boolean } = {}) {
  return runSuite({
    name: "sample",
    command: [process.execPath, "-e", script],
    cwd: import.meta.dirname,
    env: process.env,
    timeoutMs: 20_000,
    allowEmpty: false,
    ownGroup: true,
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onOutput: () => undefined,
    ...overrides,
  });
}

describe("a test suite's process", () => {
  it("counts passed tests", async () => {
    const result = await run(pass + pass + end(2, 0));
    assert.deepEqual([result.passed, failedCount(result), result.problem], [2, 0, undefined]);
  });

  it("counts a failed test once, with its details", async () => {
    const result = await run(`${pass}${fail}${end(1, 1)}process.exit(1);`);
    assert.deepEqual([result.passed, failedCount(result)], [1, 1]);
    assert.deepEqual(result.failures, [{ title: "subtracts", details: "1 !== 2" }]);
  });

  it("fails when it ran no tests", async () => {
    const result = await run(end(0, 0));
    assert.equal(result.problem?.title, "ran no tests");
    assert.equal(failedCount(result), 1);
  });

  it("tells of skipped tests, and needs no others", async () => {
    const result = await run(send({ type: "skip", title: "divides" }) + end(0, 0));
    assert.deepEqual([result.passed, result.skipped, failedCount(result)], [0, ["divides"], 0]);
  });

  it("may run no tests under a filter", async () => {
    assert.equal(failedCount(await run(end(0, 0), { allowEmpty: true })), 0);
  });

  it("fails when it crashed after passing tests, and shows what it printed", async () => {
    const result = await run(`${pass}console.error("out of memory"); process.exit(7);`);
    assert.deepEqual([result.passed, failedCount(result)], [1, 1]);
    assert.equal(result.problem?.title, "crashed before its end (exit code 7)");
    assert.match(result.problem?.details ?? "", /out of memory/);
  });

  it("fails when all tests passed but the process did not end well", async () => {
    const result = await run(`${pass}${end(1, 0)}process.exit(3);`);
    assert.equal(result.problem?.title, "all tests passed but the process failed (exit code 3)");
  });

  it("fails when results were lost on the way", async () => {
    assert.equal((await run(pass + end(2, 0))).problem?.title, "lost some of its results");
  });

  it("fails when the program does not exist", async () => {
    const result = await runSuite({
      name: "sample",
      command: ["/nonexistent/program"],
      cwd: import.meta.dirname,
      env: {},
      timeoutMs: 20_000,
      allowEmpty: false,
      ownGroup: true,
      signal: new AbortController().signal,
      onEvent: () => undefined,
      onOutput: () => undefined,
    });
    assert.match(result.problem?.title ?? "", /^crashed before its end \(spawn .*ENOENT\)$/);
  });

  it("is ended, with the children it started, when it takes too long", async () => {
    // The grandchild holds the suite's output open: the run returns only once it is gone too.
    const grandchild = `require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });`;
    const result = await run(`${grandchild} setInterval(() => {}, 1000);`, { timeoutMs: 1_500 });
    assert.equal(result.problem?.title, "did not end within 1.5 s");
  });
});
