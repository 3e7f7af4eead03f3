// Hubs upgraded while messages of the version before are under way both ways, on the contracts and on the model.
import assert from "node:assert/strict";
import { type Address, padHex, toHex } from "viem";
import { WAD } from "../../../shared/src/units/quantity.ts";
import { compileHubs, type Hub, type HubCodes, implementationOf } from "./chain/next-version.ts";
import { createArena } from "./play/arena.ts";
import { type Arena, describe as describeDifference, type Played } from "./play/play.ts";
import { numbersOf, playScript } from "./play/script.ts";
import type { Event, ReportEvent } from "./world/events.ts";
import { setupOf } from "./world/setup.ts";

const HOUR = 3_600n;
const lane = 1;
const DAY = 24n * HOUR;
const NEXT = 2;
/** Daily StateUpdates until the L2's timelock lets an upgrade through. */
const FORTNIGHT = 14;

/** Per lane, and the same whichever end was upgraded first. Stakes: 50, 10 and 5 ether; 30 shares have left. */
const AT_THE_END = {
  // 49.97 + 9.994 less 30, and ⌊5 · 0.9994 / 1.0002⌋ at the ceiling of a rate that was a day old.
  K: 34_960_000_799_840_031_993n,
  T: 34_960_000_799_840_031_993n,
  "L2 balance of user 2": 19_970_000_000_000_000_000n,
  "L2 balance of user 3": 14_990_000_799_840_031_993n,
  // With 100 of the depositor on L1 and 0.001 of the bootstrap, all at rate 1.
  S: 134_961_000_799_840_031_993n,
  r: 1_000_000_000_000_000_000n,
  P: 134_961_000_799_840_031_993n,
  // Fees of the stakes, which the lane carries.
  X: 39_999_200_159_968_007n,
  // 100.001 and the 45 ether of the three batches, less the 30 paid.
  "ether of the core": 115_001_000_000_000_000_000n,
  "ether of the pool": 20_000_000_000_000_000_000n,
  H: 20_000_000_000_000_000_000n,
  E: 20_000_000_000_000_000_000n,
  // Nothing waits anywhere.
  N: 0n,
  U: 0n,
  Y: 0n,
  D: 0n,
  unacknowledged: 0n,
  "ether of the lane hub": 0n,
  "ether of the L2 hub": 0n,
  appliedNonce: 3n,
  "open batch nonce": 4n,
  latestStateNonce: 18n,
};

describe("hubs upgraded through their timelocks with messages under way both ways", function () {
  this.timeout(120_000);
  let arena: Arena;
  let next: HubCodes;
  before(async () => {
    next = await compileHubs({ VERSION: NEXT });
    arena = await createArena({ setup: setupOf("mainnet"), past: "none" });
  });

  const cases = [
    { first: "laneHub", second: "l2Hub", batches: [1, 1, 1], updates: [1, 1, 2, 2], refused: "deliver" },
    { first: "l2Hub", second: "laneHub", batches: [1, 1, 2], updates: [1, 1, 1, 2], refused: "land" },
  ] as const;
  for (const { first, second, batches, updates, refused } of cases) {
    it(`lose nothing, ${first === "laneHub" ? "L1's" : "the L2's"} first (LANE-1, LANE-5, T-71)`, async () => {
      const { world, played, difference } = await play({ arena, codes: next, first, second });
      assert.equal(difference && describeDifference(difference), null);
      const versionsOf = (sent: readonly { version: number }[]) => sent.map(({ version }) => version);
      assert.deepEqual(versionsOf(world.lanes[lane].batches), batches);
      assert.deepEqual(versionsOf(world.lanes[lane].updates.slice(FORTNIGHT)), updates);
      assert.deepEqual(refusalsOf(played), [
        ["upgrade", "TimelockUnexpectedOperationState"],
        ["upgrade", "TimelockUnexpectedOperationState"],
        // What the other end does not read yet waits in its bridge and arrives later.
        [refused, "Envelope_UnsupportedVersion"],
        // And once only.
        ["land", "LaneHub_BatchOutOfOrder"],
        ["deliver", "L2Hub_AlreadyApplied"],
      ]);
      const paid = played.at(-1)?.performed.expected;
      assert.deepEqual(paid, { returned: padHex(toHex(30n * WAD), { size: 32 }) });
      const numbers = numbersOf(arena, world, lane);
      const names = Object.keys(AT_THE_END);
      assert.deepEqual(Object.fromEntries(names.map((name) => [name, numbers.get(name)])), AT_THE_END);
    });
  }

  it("would lose a batch if the new one read no older messages, and that is noticed", async () => {
    const codes = await compileHubs({ VERSION: NEXT, MIN_VERSION: NEXT });
    const { difference } = await play({ arena, codes, first: "laneHub", second: "l2Hub" });
    assert.partialDeepStrictEqual(difference, {
      ...{ event: { kind: "land", lane, batch: 1 }, what: "the call" },
      ...{ model: "success", contract: "Envelope_UnsupportedVersion" },
    });
  });
});

async function play({ arena, codes, first, second }: { arena: Arena; codes: HubCodes; first: Hub; second: Hub }) {
  const upgradeOf = async (hub: Hub): Promise<Upgrade> => {
    const chain = hub === "laneHub" ? arena.chains.l1 : arena.chains.op;
    const implementation = await chain.deploy(implementationOf(hub, codes, arena.addresses));
    return { lane: hub === "laneHub" ? null : lane, implementation, version: NEXT };
  };
  for (const name of ["l1", "op"] as const) await arena.reset(name);
  const events = script(await upgradeOf(first), await upgradeOf(second));
  // The implementations stand there from the beginning.
  await arena.settle();
  return playScript({ arena, events });
}

type Upgrade = Readonly<{ lane: typeof lane | null; implementation: Address; version: number }>;

function script(first: Upgrade, second: Upgrade): Event[] {
  const report: ReportEvent = {
    ...{ kind: "report", frames: 1, finalizeUpTo: 0, rewards: [] },
    ...{ consensus: 0n, withdrawn: 0n, execution: 0n, processed: 0n, provisions: 0n, covered: 0n, operatorFeeBps: 0n },
  };
  const push = { kind: "pushStateUpdate", lane } as const;
  const fortnight = Array.from({ length: FORTNIGHT }, (_, update): Event[] => [
    { kind: "wait", seconds: DAY },
    report,
    push,
    { kind: "deliver", lane, update },
  ]);
  return [
    { kind: "scheduleUpgrade", ...first },
    { kind: "scheduleUpgrade", ...second },
    { kind: "upgrade", ...first },
    { kind: "upgrade", ...second },
    ...fortnight.flat(),
    // Batch 1 lands, 30 of its shares want to leave and have to be forwarded: the pool keeps 20 ether.
    { kind: "deposit", user: "1", amount: 100n * WAD, minShares: 0n },
    { kind: "stake", lane, user: "2", amount: 50n * WAD, minShares: 0n },
    { kind: "wait", seconds: 12n * HOUR },
    { kind: "closeBatch", lane },
    { kind: "land", lane, batch: 0 },
    { kind: "requestUnstake", lane, user: "2", shares: 30n * WAD },
    { kind: "wait", seconds: 12n * HOUR },
    report,
    push,
    { kind: "deliver", lane, update: 14 },
    // Under way from here on: batch 2, with 30 shares for L1's queue, and a StateUpdate.
    { kind: "forward", lane },
    { kind: "stake", lane, user: "3", amount: 10n * WAD, minShares: 0n },
    { kind: "wait", seconds: 12n * HOUR },
    { kind: "closeBatch", lane },
    { kind: "wait", seconds: 12n * HOUR },
    report,
    push,
    { kind: "upgrade", ...first },
    // One more each way, of which one is of the next version and meets a hub that does not read it yet.
    { kind: "stake", lane, user: "3", amount: 5n * WAD, minShares: 0n },
    { kind: "wait", seconds: 12n * HOUR },
    { kind: "closeBatch", lane },
    { kind: "wait", seconds: 12n * HOUR },
    report,
    push,
    first.lane === null ? { kind: "deliver", lane, update: 16 } : { kind: "land", lane, batch: 2 },
    { kind: "upgrade", ...second },
    { kind: "land", lane, batch: 1 },
    { kind: "land", lane, batch: 2 },
    { kind: "deliver", lane, update: 15 },
    { kind: "deliver", lane, update: 16 },
    { kind: "wait", seconds: DAY },
    { ...report, finalizeUpTo: 1 },
    push,
    { kind: "deliver", lane, update: 17 },
    // Brought again.
    { kind: "land", lane, batch: 1 },
    { kind: "deliver", lane, update: 16 },
    { kind: "claimUnstake", lane, user: "2", id: 1 },
  ];
}

function refusalsOf(played: readonly Played[]) {
  return played.flatMap(({ event, performed: { expected } }) =>
    "error" in expected ? [[event.kind, expected.error]] : [],
  );
}
