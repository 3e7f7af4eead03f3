import assert from "node:assert/strict";
import { closeIncident, openIncident } from "@cseth/relayer/store/incidents";
import { tryExclusiveLock } from "@cseth/relayer/store/locks";
import { createWorkStore } from "@cseth/relayer/store/work";
import { createTestDatabase, silentLogger } from "../support/postgres.ts";

describe("work", function () {
  this.timeout(20_000);
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let clock = new Date(0);
  beforeEach(async () => {
    database = await createTestDatabase();
    clock = new Date("2026-01-01T00:00:00Z");
  });
  afterEach(() => database.close());

  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
  const storeOf = (worker: string) => createWorkStore({ db: database.db, worker, now: () => clock });

  async function addMany(count: number): Promise<void> {
    const store = storeOf("seed");
    for (let n = 1; n <= count; n += 1) {
      const common = { route: "lane-1/batch", kind: "op-up", phase: "OBSERVED", detail: {}, deadlineAt: undefined };
      await store.add({ ...common, sequence: BigInt(n), nextAt: at(0) });
    }
  }

  it("is taken by exactly one of many workers", async () => {
    await addMany(200);
    const workers = Array.from({ length: 8 }, (_, n) => storeOf(`w${n}`));
    const taken: bigint[] = [];
    await Promise.all(
      workers.map(async (worker) => {
        for (;;) {
          const portion = await worker.take({ limit: 7, leaseMs: 60_000 });
          if (portion.length === 0) return;
          taken.push(...portion.map((carrier) => carrier.sequence));
        }
      }),
    );
    assert.equal(taken.length, 200);
    assert.equal(new Set(taken).size, 200);
  });

  it("is left alone until it is due, and while it is leased; a lease that ran out is taken over", async () => {
    await addMany(1);
    const [a, b] = [storeOf("a"), storeOf("b")];
    clock = at(-1);
    assert.equal((await a.take({ limit: 5, leaseMs: 10_000 })).length, 0);
    clock = at(0);
    const [mine] = await a.take({ limit: 5, leaseMs: 10_000 });
    assert(mine);
    clock = at(9);
    assert.equal((await b.take({ limit: 5, leaseMs: 10_000 })).length, 0);
    clock = at(10);
    assert.equal((await b.take({ limit: 5, leaseMs: 10_000 })).length, 1);
    assert.equal(await a.settle(mine, { phase: "SAFE" }, "late"), false, "the first worker has lost it");
  });

  it("writes the new phase and its audit row together", async () => {
    await addMany(1);
    const store = storeOf("a");
    const [carrier] = await store.take({ limit: 1, leaseMs: 10_000 });
    assert(carrier);
    assert.equal(
      await store.settle(carrier, { phase: "SAFE", detail: { block: 7n }, nextAt: at(5) }, "block 7 is safe"),
      true,
    );
    const [audit] = await database.db.selectFrom("audit").selectAll().execute();
    assert.deepEqual(
      [audit?.actor, audit?.subject, audit?.before, audit?.after, audit?.detail],
      ["a", "carrier/lane-1/batch/1", "OBSERVED", "SAFE", { reason: "block 7 is safe" }],
    );
    clock = at(5);
    const [again] = await store.take({ limit: 1, leaseMs: 10_000 });
    assert.deepEqual([again?.phase, again?.detail], ["SAFE", { block: "7" }]);
  });

  it("gives a role to one worker until its lease runs out or is given back", async () => {
    const [a, b] = [storeOf("a"), storeOf("b")];
    assert.deepEqual([await a.holdRole("planner", 1_000), await b.holdRole("planner", 1_000)], [true, false]);
    assert.equal(await a.holdRole("planner", 1_000), true, "renewed");
    clock = at(2);
    assert.equal(await b.holdRole("planner", 1_000), true);
    assert.equal(await a.holdRole("planner", 1_000), false);
    await b.releaseRole("planner");
    assert.equal(await a.holdRole("planner", 1_000), true);
  });

  it("an incident is opened once, and again after it was closed", async () => {
    const gap = {
      code: "SEQUENCE_GAP",
      subject: "lane-1/batch",
      severity: "critical",
      detail: { reason: "message 4 is missing", missing: 4n },
    } as const;
    const open = () => openIncident(database.db, clock, gap);
    assert.deepEqual([await open(), await open()], [true, false]);
    await closeIncident(database.db, clock, gap);
    assert.equal(await open(), true);
  });

  it("an exclusive lock has one owner, and is free again once released", async () => {
    const take = () => tryExclusiveLock({ pool: database.pool, name: "signer/900/0xabc", logger: silentLogger });
    const first = await take();
    assert.equal(first?.isHeld(), true);
    assert.equal(await take(), undefined);
    await first?.release();
    assert.equal(first?.isHeld(), false);
    const second = await take();
    assert.equal(second?.isHeld(), true);
    await second?.release();
  });
});
