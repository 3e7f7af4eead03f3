import assert from "node:assert/strict";
import { CsethError } from "@cseth/relayer/domain/errors";
import { type Loop, resting, runAll } from "@cseth/relayer/loops";
import { silentLogger } from "../support/postgres.ts";

/** Nobody waits that long: a loop that pauses here never comes back within a test. */
const EVER_MS = 3_600_000;

describe("the loops of a process", () => {
  const run = (loops: readonly Loop[], signal: AbortSignal, failures = new Map<string, string>()) =>
    runAll({ loops, failures, signal, logger: silentLogger });

  it("go on at once while there is more, and end between two portions: a backfill can be interrupted (R-22)", async () => {
    const stop = new AbortController();
    let portions = 0;
    const backfill: Loop = {
      name: "index",
      everyMs: EVER_MS,
      step: async () => {
        portions += 1;
        if (portions === 5) stop.abort();
        return "again";
      },
    };
    await run([backfill], stop.signal);
    assert.equal(portions, 5);
  });

  it("end while they rest", async () => {
    const stop = new AbortController();
    const idle: Loop = { name: "idle", everyMs: EVER_MS, step: resting(async () => stop.abort()) };
    await run([idle], stop.signal);
  });

  it("do not wait for each other: one that hangs or fails for good holds up no other", async () => {
    const stop = new AbortController();
    const failures = new Map<string, string>();
    const halted: unknown[] = [];
    let healthy = 0;
    const broken = new CsethError({ code: "X_BROKEN", retry: "never", message: "lane-1 is broken" });
    const loops: Loop[] = [
      {
        name: "lane-1/plan",
        everyMs: EVER_MS,
        step: () => Promise.reject(broken),
        onHalt: async (error) => void halted.push(error),
      },
      {
        name: "lane-2/plan",
        everyMs: 0,
        step: async () => {
          healthy += 1;
          if (healthy === 100) stop.abort();
          return "again";
        },
      },
    ];
    await run(loops, stop.signal, failures);
    assert.deepEqual([healthy, halted], [100, [broken]]);
    assert.deepEqual([...failures], [["lane-1/plan", "lane-1 is broken"]]);
  });

  it("end together when one fails for good that nobody is told of", async () => {
    const broken = new CsethError({ code: "X_BROKEN", retry: "never", message: "no" });
    const loops: Loop[] = [
      { name: "a", everyMs: 0, step: () => Promise.reject(broken) },
      { name: "b", everyMs: EVER_MS, step: resting(async () => {}) },
    ];
    await assert.rejects(run(loops, new AbortController().signal), broken);
  });
});
