import assert from "node:assert/strict";
import { CsethError } from "@cseth/relayer/domain/errors";
import { projectRoute, type Route } from "@cseth/relayer/indexer/routes";
import type { Lane } from "@cseth/relayer/planner/lane";
import { closeSteps, type DueStep, pursue } from "@cseth/relayer/planner/pursue";
import { createFactStore, type EventFact } from "@cseth/relayer/store/facts";
import { closeIncident, openIncident } from "@cseth/relayer/store/incidents";
import { createMessageStore } from "@cseth/relayer/store/messages";
import { createStepStore } from "@cseth/relayer/store/steps";
import type { AttemptStatus } from "@cseth/relayer/store/transactionReads";
import { createMetrics } from "@cseth/relayer/telemetry/metrics";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import { type Address, encodeAbiParameters, encodeEventTopics, type Hash, type Hex, numberToHex, parseAbi } from "viem";
import { createTestDatabase, silentLogger } from "../support/postgres.ts";

type Outcome = AttemptStatus | undefined;

const HUB: Address = "0x00000000000000000000000000000000000000c1";
const word = (value: number): Hash => numberToHex(value, { size: 32 });

describe("pursuing a step", function () {
  this.timeout(20_000);
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let clock: number;
  let sent: string[];
  let outcomes: Map<string, Outcome>;
  let refusal: CsethError | undefined;
  before(async () => {
    database = await createTestDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    await database.db.deleteFrom("step").execute();
    await database.db.deleteFrom("incident").execute();
    [clock, sent, outcomes, refusal] = [1_000_000, [], new Map(), undefined];
  });

  const due: DueStep = {
    kind: "close",
    key: "close/7",
    subject: "lane-1/l2",
    chainId: 901,
    to: HUB,
    data: "0x01",
    abi: parseAbi(["function closeBatch()"]),
    seenAt: 10n,
  };

  /** A lane whose chain is a table of outcomes: what counts here is what is stored and what is sent. */
  function openLane(failpoint: (name: string) => void = () => {}): Lane {
    const { db } = database;
    const now = () => new Date(clock);
    const chain = (chainId: number) => ({
      client: { chainId, name: `chain-${chainId}` },
      transactor: {
        statusOf: async (intent: string) => outcomes.get(intent),
        submit: async ({ key }: { key: string }) => {
          if (refusal) throw refusal;
          sent.push(key);
        },
      },
    });
    return {
      laneId: 1,
      l1: chain(900),
      l2: chain(901),
      steps: createStepStore({ db, now, actor: "test" }),
      incidents: {
        open: async (incident: Parameters<Lane["incidents"]["open"]>[0]) =>
          void (await openIncident(db, now(), incident)),
        close: async (incident: Parameters<Lane["incidents"]["close"]>[0]) =>
          void (await closeIncident(db, now(), incident)),
      },
      now,
      failpoint,
      logger: silentLogger,
      metrics: createMetrics(),
    } as unknown as Lane;
  }

  const included = (intent: string, { succeeded, block = 9n }: { succeeded: boolean; block?: bigint }): void => {
    const mined = { hash: word(1), blockHash: word(2), blockNumber: block, succeeded, costWei: 1n };
    outcomes.set(intent, {
      id: 1n,
      intent,
      state: "OPEN",
      reason: null,
      nonce: 0,
      slot: { state: "INCLUDED", mined },
    });
  };
  const incidents = async () =>
    (await database.db.selectFrom("incident").select(["code", "subject"]).where("closed_at", "is", null).execute()).map(
      ({ code, subject }) => `${code} ${subject}`,
    );

  it("stores the decision before anything is sent, so that kill -9 between the two loses nothing", async () => {
    const places: string[] = [];
    const lane = openLane((name) => places.push(`${name}/${sent.length}`));
    assert.equal(await pursue(lane, due), "sent");
    assert.deepEqual(places, ["planner-step/0"]);
    assert.equal((await lane.steps.find(1, "close/7"))?.state, "OPEN");
    assert.deepEqual(sent, ["lane-1/close/7#1"]);
  });

  it("sends one transaction however often it is due (R-3, R-5)", async () => {
    const lane = openLane();
    await pursue(lane, due);
    outcomes.set("lane-1/close/7#1", {
      id: 1n,
      intent: "",
      state: "OPEN",
      reason: null,
      nonce: 0,
      slot: { state: "BROADCAST" },
    });
    assert.equal(await pursue(lane, due), "under-way");
    assert.deepEqual(sent, ["lane-1/close/7#1"]);
  });

  it("tries again under a new number after a revert, later each time, and gives up after five (R-13, R-17)", async () => {
    const lane = openLane();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      assert.equal(await pursue(lane, due), "sent");
      included(`lane-1/close/7#${attempt}`, { succeeded: false });
      assert.equal(await pursue(lane, due), attempt < 5 ? "delayed" : "given-up");
      const { nextAt } = (await lane.steps.find(1, "close/7")) ?? {};
      if (attempt < 5) waits.push((nextAt?.getTime() ?? 0) - clock);
      clock += 10_000;
    }
    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000]);
    assert.equal(sent.length, 5);
    assert.equal(await pursue(lane, due), "given-up");
    assert.deepEqual(await incidents(), ["DEAD_LETTER lane-1/close/7"]);
  });

  it("does not take inclusion for success: a step that is due in a later block did not work (R-13)", async () => {
    const lane = openLane();
    await pursue(lane, due);
    included("lane-1/close/7#1", { succeeded: true, block: 11n });
    assert.equal(await pursue(lane, due), "under-way");
    assert.equal(await pursue(lane, { ...due, seenAt: 11n }), "delayed");
    clock += 500;
    assert.equal(await pursue(lane, { ...due, seenAt: 12n }), "sent");
    assert.deepEqual(sent, ["lane-1/close/7#1", "lane-1/close/7#2"]);
  });

  it("costs nothing while it would revert, and tells somebody when that lasts", async () => {
    const lane = openLane();
    refusal = new CsethError({ code: "TX_WOULD_REVERT", retry: "backoff", message: "not yet" });
    for (let look = 1; look <= 10; look += 1) {
      assert.equal(await pursue(lane, due), "delayed");
      clock += 300_000;
    }
    assert.deepEqual(await incidents(), ["STEP_REFUSED lane-1/close/7"]);
    refusal = undefined;
    assert.equal(await pursue(lane, due), "sent");
    assert.deepEqual(await incidents(), []);
  });

  it("is done when it is not due any more, whoever did it, and due again after a reorg (R-12, T-69)", async () => {
    const lane = openLane();
    await pursue(lane, due);
    await closeSteps(lane, { subject: "lane-1/l2", due: [] });
    assert.equal((await lane.steps.find(1, "close/7"))?.state, "DONE");
    await pursue(lane, due);
    assert.equal((await lane.steps.find(1, "close/7"))?.state, "OPEN");
  });

  it("never fits one transaction: given up at once (R-16)", async () => {
    const lane = openLane();
    refusal = new CsethError({ code: "TX_GAS_ABOVE_CAP", retry: "never", message: "too much" });
    assert.equal(await pursue(lane, due), "given-up");
    assert.deepEqual(await incidents(), ["DEAD_LETTER lane-1/close/7"]);
  });
});

describe("messages of a route", function () {
  this.timeout(20_000);
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  before(async () => {
    database = await createTestDatabase();
  });
  after(() => database.close());

  const route: Route = {
    name: "lane-1/batch",
    kind: "batch",
    laneId: 1,
    sourceChain: 901,
    targetChain: 900,
    hub: HUB,
  };

  const batchSent = (nonce: bigint, block: number): EventFact => ({
    blockHash: word(block),
    blockNumber: BigInt(block),
    logIndex: 0,
    transactionHash: word(1_000 + block),
    transactionIndex: 0,
    address: HUB,
    eventName: "BatchSent",
    topics: encodeEventTopics({ abi: l2HubAbi, eventName: "BatchSent", args: { batchNonce: nonce } }) as Hash[],
    data: encodeAbiParameters(
      ["bytes32", "uint32", "uint256", "bytes", "bytes32"].map((type) => ({ type })),
      [word(0), 0, 5n, "0x" as Hex, word(Number(nonce))],
    ),
  });

  it("halt at a hole and say what is missing; they go on when it is filled (R-9)", async () => {
    const now = () => new Date();
    const facts = createFactStore({ db: database.db, chainId: 901, now });
    const messages = createMessageStore({ db: database.db, now });
    const block = (number: number) => ({
      number: BigInt(number),
      hash: word(number),
      parentHash: word(number - 1),
      timestamp: 0n,
    });
    const append = (from: number | undefined, to: number, events: readonly EventFact[]) =>
      facts.append({
        stream: "contracts",
        from: from === undefined ? undefined : block(from),
        to: block(to),
        blocks: Array.from({ length: to - (from ?? 0) }, (_, index) => block((from ?? 0) + index + 1)),
        events,
      });
    await append(undefined, 4, [batchSent(1n, 1), batchSent(4n, 4)]);
    const first = await projectRoute({ route, messages });
    assert.equal(first.added, 1);
    assert.deepEqual(
      [first.gap?.code, first.gap?.subject, first.gap?.detail.missingFrom, first.gap?.detail.missingTo],
      ["SEQUENCE_GAP", "lane-1/batch", 2n, 3n],
    );
    assert.equal(await messages.lastSequence("lane-1/batch"), 1n);

    // The rollback that a better endpoint forces, and what it then tells.
    await facts.rollBack({ stream: "contracts", from: block(4), to: block(1) });
    await append(1, 5, [batchSent(2n, 2), batchSent(3n, 3), batchSent(4n, 4)]);
    assert.deepEqual(await projectRoute({ route, messages }), { added: 3, gap: undefined });
    assert.deepEqual(
      (await messages.above("lane-1/batch", 1n)).map(({ sequence, value }) => [sequence, value]),
      [
        [2n, 5n],
        [3n, 5n],
        [4n, 5n],
      ],
    );
    assert.deepEqual(await projectRoute({ route, messages }), { added: 0, gap: undefined });
  });

  it("leave with the block that announced them (R-12, T-69)", async () => {
    const now = () => new Date();
    const facts = createFactStore({ db: database.db, chainId: 901, now });
    const messages = createMessageStore({ db: database.db, now });
    await facts.rollBack({
      stream: "contracts",
      from: { number: 5n, hash: word(5) },
      to: { number: 3n, hash: word(3) },
    });
    assert.equal(await messages.lastSequence("lane-1/batch"), 3n);
    assert.equal(await messages.find("lane-1/batch", 4n), undefined);
  });
});
