import assert from "node:assert/strict";
import { type Job, schedule } from "../../tools/test/schedule.ts";

/** A job whose end the test decides. */
function controlledJob(name: string, weight: number, log: string[], more: Partial<Job<string>> = {}) {
  const { promise, resolve } = Promise.withResolvers<string>();
  return {
    weight,
    seconds: 1,
    ...more,
    finish: () => resolve(name),
    run: () => {
      log.push(name);
      return promise;
    },
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("test schedule", () => {
  it("runs two light jobs at once and the third when one ends, results in order", async () => {
    const log: string[] = [];
    const [a, b, c] = ["a", "b", "c"].map((name) => controlledJob(name, 1, log)) as [
      Controlled,
      Controlled,
      Controlled,
    ];
    const all = schedule({ jobs: [a, b, c], capacity: 2 });
    assert.deepEqual(log, ["a", "b"]);
    b.finish();
    await settle();
    assert.deepEqual(log, ["a", "b", "c"]);
    c.finish();
    a.finish();
    assert.deepEqual(await all, ["a", "b", "c"]);
  });

  it("runs a job of the full capacity alone", async () => {
    const log: string[] = [];
    const heavy = controlledJob("heavy", 2, log);
    const light = controlledJob("light", 1, log);
    const all = schedule({ jobs: [heavy, light], capacity: 2 });
    await settle();
    assert.deepEqual(log, ["heavy"]);
    heavy.finish();
    light.finish();
    assert.deepEqual(await all, ["heavy", "light"]);
  });

  it("begins with the longest that fits", async () => {
    const log: string[] = [];
    const jobs = [
      controlledJob("short", 1, log, { seconds: 5 }),
      controlledJob("heavy", 2, log, { seconds: 100 }),
      controlledJob("long", 1, log, { seconds: 50 }),
      controlledJob("middle", 1, log, { seconds: 20 }),
    ];
    const all = schedule({ jobs, capacity: 2 });
    assert.deepEqual(log, ["heavy"]);
    for (const job of jobs) job.finish();
    await all;
    assert.deepEqual(log, ["heavy", "long", "middle", "short"]);
  });

  it("counts all that wait for a job, where side by side they take longer than the longest of them", async () => {
    const log: string[] = [];
    const compile = controlledJob("compile", 1, log, { seconds: 10 });
    const [a, b, c] = ["a", "b", "c"].map((name) => controlledJob(name, 1, log, { seconds: 20, after: compile }));
    const long = controlledJob("long", 1, log, { seconds: 35 });
    const jobs = [long, compile, a, b, c].filter((job) => job !== undefined);
    const all = schedule({ jobs, capacity: 2 });
    // 10 + (20 + 20 + 20) / 2 = 40 seconds.
    assert.deepEqual(log, ["compile", "long"]);
    for (const job of jobs) job.finish();
    await all;
  });

  it("begins early with a job that others wait for, and with those only when it has ended", async () => {
    const log: string[] = [];
    const compile = controlledJob("compile", 1, log, { seconds: 10 });
    const tests = controlledJob("tests", 1, log, { seconds: 60, after: compile });
    const long = controlledJob("long", 1, log, { seconds: 50 });
    const short = controlledJob("short", 1, log, { seconds: 5 });
    const all = schedule({ jobs: [short, long, tests, compile], capacity: 2 });
    assert.deepEqual(log, ["compile", "long"]);
    long.finish();
    await settle();
    assert.deepEqual(log, ["compile", "long", "short"]);
    compile.finish();
    await settle();
    assert.deepEqual(log, ["compile", "long", "short", "tests"]);
    for (const job of [tests, short]) job.finish();
    assert.deepEqual(await all, ["short", "long", "tests", "compile"]);
  });
});

type Controlled = ReturnType<typeof controlledJob>;
