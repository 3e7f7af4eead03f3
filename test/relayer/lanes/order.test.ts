import assert from "node:assert/strict";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { l2StakingPoolAbi } from "@cseth/shared/abi/L2StakingPool";
import type { Hex } from "viem";
import { type LaneWorld, startLaneWorld } from "./world.ts";

const LANE = 1;
/** Refuses everything. */
const INVALID: Hex = "0xfe";

describe("messages that arrive in another order than they were sent", function () {
  this.timeout(60_000);
  let world: LaneWorld;
  let relayer: Awaited<ReturnType<LaneWorld["relay"]>>;
  before(async () => {
    world = await startLaneWorld({ lanes: [LANE] });
    await world.stake(LANE, "50");
    relayer = await world.relay();
  });
  after(() => world?.stop());

  const hub = () => ({ address: world.plan.l2("L2Hub", LANE), abi: l2HubAbi }) as const;
  const l2 = () => world.l2Of(LANE).client;
  const received = async () =>
    (await l2().getContractEvents({ ...hub(), eventName: "StateUpdateReceived", fromBlock: 0n, strict: true })).map(
      ({ args: { nonce, newer } }) => ({ nonce, newer }),
    );
  const phases = async () => {
    const rows = await world.db
      .selectFrom("carrier")
      .select(["route", "sequence", "phase"])
      .orderBy("sequence")
      .execute();
    return Object.fromEntries(rows.map(({ route, sequence, phase }) => [`${route}/${sequence}`, phase]));
  };
  const sent = async () =>
    (await world.db.selectFrom("attempt").select("intent").orderBy("id").execute()).map(({ intent }) => intent);

  it("T-57 an update that fails, and arrives after its successor, is replayed and does not bring its rate back (LANE-5)", async () => {
    const pushed = (nonce: bigint) =>
      world.until(`update ${nonce}`, async () => (await world.laneConfig(LANE)).stateUpdateNonce === nonce);
    const code = (await l2().getCode({ address: hub().address })) ?? "0x";
    await world.report();
    await pushed(1n);
    await l2().setCode({ address: hub().address, bytecode: INVALID });
    await world.derive(LANE);
    await world.until("its failure is seen", async () => (await phases())["lane-1/state-update/1"] === "FAILED_ON_L2");

    await world.report();
    await pushed(2n);
    await l2().setCode({ address: hub().address, bytecode: code });
    await world.derive(LANE);
    await world.until("both are done", async () => {
      const now = await phases();
      return now["lane-1/state-update/1"] === "EXECUTED" && now["lane-1/state-update/2"] === "EXECUTED";
    });
    const applied = await received();
    assert.deepEqual(
      applied.toSorted((a, b) => Number(a.nonce - b.nonce)),
      [
        { nonce: 1n, newer: false },
        { nonce: 2n, newer: true },
      ],
    );
    assert.equal(applied.at(-1)?.nonce, 1n);
    assert.equal(await l2().readContract({ ...hub(), functionName: "latestStateNonce" }), 2n);
    const replays = (await sent()).filter((intent) => intent.includes("op:replay"));
    assert.equal(replays.length, 1);
  });

  it("T-57 a batch that others brought to L1 before we saw it sent needs nothing of us, and counts as it should", async () => {
    await relayer.stop();
    await world.stake(LANE, "3");
    await world.closeBatch(LANE);
    const nonces = await closedNonces();
    for (const nonce of nonces) await world.land(LANE, nonce);
    const before = await sent();
    relayer = await world.relay();
    await world.until("all are known as delivered", async () => {
      const now = await phases();
      return nonces.every((nonce) => now[`lane-1/batch/${nonce}`] === "DELIVERED");
    });
    await world.report();
    await world.until("update 3", async () => (await world.laneConfig(LANE)).stateUpdateNonce === 3n);
    await world.derive(LANE);
    const pool = { address: world.plan.l2("L2StakingPool", LANE), abi: l2StakingPoolAbi } as const;
    const { ackedNonce } = await l2().readContract({ ...pool, functionName: "book" });
    assert.equal(ackedNonce, nonces.at(-1));
    const since = (await sent()).slice(before.length);
    assert.deepEqual(
      since.filter((intent) => /op:(prove|finalize|replay)/.test(intent)),
      [],
    );
  });

  it("R-21 once all have arrived, leave nothing more behind, however many blocks go by", async () => {
    const tables = ["message", "carrier", "batch", "step", "attempt", "nonce_slot", "incident"] as const;
    const count = async () =>
      Promise.all(
        tables.map(async (table) => {
          const rows = world.db.selectFrom(table).select((eb) => eb.fn.countAll<bigint>().as("rows"));
          return `${table} ${(await rows.executeTakeFirstOrThrow()).rows}`;
        }),
      );
    const audit = async () =>
      (await world.db.selectFrom("audit").selectAll().orderBy("id").execute()).map(
        ({ subject, event, before, after }) => `${subject} ${event}: ${before} → ${after}`,
      );
    // Every batch and the three updates, the last of which may not have been seen yet.
    const messages = (await closedNonces()).length + 3;
    await world.until("nothing is under way", async () => {
      const arrived = await world.db.selectFrom("carrier").select("route").where("next_at", "is", null).execute();
      const open = await world.db.selectFrom("step").select("key").where("state", "=", "OPEN").execute();
      const slots = await world.db.selectFrom("nonce_slot").select("nonce").where("state", "!=", "FINAL").execute();
      const batches = await world.db.selectFrom("batch").select("nonce").where("phase", "!=", "FINAL").execute();
      return arrived.length === messages && open.length + slots.length + batches.length === 0;
    });
    const before = { rows: await count(), audit: await audit() };
    let blocks = 0;
    await world.until("forty blocks", async () => {
      blocks += 1;
      return blocks === 40;
    });
    assert.deepEqual({ rows: await count(), audit: await audit() }, before);
    await relayer.stop();
  });

  async function closedNonces(): Promise<readonly bigint[]> {
    const open = await l2().readContract({ ...hub(), functionName: "openBatchNonce" });
    return Array.from({ length: Number(open) - 1 }, (_, index) => BigInt(index + 1));
  }
});
