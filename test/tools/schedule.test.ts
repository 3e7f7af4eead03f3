import assert from "node:assert/strict";
import { schedule } from "../../tools/test/schedule.ts";

/** A job whose end the test decides. */
function controlledJob(name: string, weight: number, log: string[], exclusive?: string) {
  const { promise, resolve } = Promise.withResolvers<string>();
  return {
    weight,
    exclusive,
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

  it("never runs two jobs of one exclusive key together", async () => {
    const log: string[] = [];
    const first = controlledJob("first", 1, log, "hardhat");
    const second = controlledJob("second", 1, log, "hardhat");
    const other = controlledJob("other", 1, log);
    const all = schedule({ jobs: [first, second, other], capacity: 2 });
    await settle();
    assert.deepEqual(log, ["first", "other"]);
    for (const job of [first, other, second]) job.finish();
    assert.deepEqual(await all, ["first", "second", "other"]);
  });
});

type Controlled = ReturnType<typeof controlledJob>;
