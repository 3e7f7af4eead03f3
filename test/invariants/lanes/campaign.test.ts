// The campaign: random sequences on L1 and two L2s and on the executable model; every number after every step.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { WAD } from "../../../shared/src/units/quantity.ts";
import { createArena } from "./play/arena.ts";
import { describe as describeDifference } from "./play/play.ts";
import { type CampaignOutcome, runCampaign, SEED, SEQUENCES, STEPS, shortfalls } from "./play/run.ts";
import { playScript } from "./play/script.ts";
import type { Event, EventKind } from "./world/events.ts";
import { setupOf } from "./world/setup.ts";

const isDeep = process.env.CSETH_DEEP === "1";
/** Two million steps, other ones each time. */
const times = isDeep ? 20 : 1;
const seed = isDeep ? randomInt(2 ** 31) : SEED;

describe(`the campaign: contracts on three chains against the executable model, seed ${seed}`, function () {
  this.timeout(600_000 * times);
  let campaign: Promise<CampaignOutcome>;

  before(() => {
    campaign = runCampaign({ seed, sequences: SEQUENCES * times, steps: STEPS });
    // Each test awaits it and fails with its error; until the first does, a rejection must not end the process.
    campaign.catch(() => {});
  });

  it("shows the model's numbers to the wei after every step", async () => {
    const { failures, tally } = await campaign;
    assert.deepEqual(
      failures.map(({ message }) => message),
      [],
    );
    assert.equal(tally.sequences, SEQUENCES * times);
    assert.equal(tally.steps, SEQUENCES * STEPS * times);
  });

  it("has an effect in 60% of its steps, and each action in 1% of all", async () => {
    assert.deepEqual(shortfalls((await campaign).tally), []);
  });

  it("refuses what the model refuses, each refusal by its own error", async () => {
    const { actions } = (await campaign).tally;
    const unseen = REFUSALS.flatMap(([kind, ...errors]) => {
      return errors.filter((error) => !actions[kind]?.refused[error]).map((error) => `${kind}: ${error}`);
    });
    assert.deepEqual(unseen, []);
  });

  it("delays, reorders, repeats, drops, starves and loses messages, and brings them again", async () => {
    const { scheduler } = (await campaign).tally;
    const done = (name: string) => scheduler[name] ?? 0;
    assert.deepEqual(
      SCHEDULED.filter((name) => done(name) < 50),
      [],
    );
  });

  const invariant = async (id: string) => {
    const { failures, tally } = await campaign;
    const broken = failures.filter((failure) => failure.invariant === id);
    assert.deepEqual(
      broken.map(({ message }) => message),
      [],
    );
    assert.ok((tally.invariants[id] ?? 0) > 1_000, "judged too seldom to say so");
    return (kind: EventKind) => tally.actions[kind] ?? { tried: 0, effective: 0, refused: {} };
  };

  it("LEDGER-1: P − r·S/1e18 is never negative, exactly", async () => {
    await invariant("LEDGER-1");
  });

  it("LEDGER-2: the core holds B + U + ΣX, and S is the sum of all balances", async () => {
    await invariant("LEDGER-2");
  });

  it("QUEUE-1: requests are finalized in their order", async () => {
    await invariant("QUEUE-1");
  });

  it("QUEUE-2: what is set aside covers every finalized request, and no more than rounding is left", async () => {
    await invariant("QUEUE-2");
  });

  it("LANE-1: shares locked on L1 and shares on L2 are the same, with what is on its way", async () => {
    await invariant("LANE-1");
  });

  it("LANE-2: every batch closed by its L2 is admissible, whatever the rate did on its way", async () => {
    const of = await invariant("LANE-2");
    assert.equal(of("land").refused.Core_BatchInadmissible, undefined);
  });

  it("LANE-3: every release succeeds on arrival, none finds K too small", async () => {
    const of = await invariant("LANE-3");
    assert.equal(of("land").refused.Core_LockedSharesExceeded, undefined);
  });

  it("LANE-4: without its fast messages, true, forged and reverted, a sequence ends with the same numbers", async () => {
    await invariant("LANE-4");
    const compared = (await campaign).tally.scheduler["compared with a run without fast messages"] ?? 0;
    assert.ok(compared >= 150 * times, `only ${compared} sequences compared`);
  });

  it("LANE-5: a message relayed again is refused, and StateUpdates apply in any order", async () => {
    const of = await invariant("LANE-5");
    assert.ok((of("land").refused.LaneHub_BatchOutOfOrder ?? 0) > 100);
    assert.ok((of("deliver").refused.L2Hub_AlreadyApplied ?? 0) > 50);
  });

  it("RATE-1: r rises at reports alone, and falls by losses alone", async () => {
    await invariant("RATE-1");
  });

  it("RATE-2: nobody who enters at the best price and leaves at once gains, on any chain", async () => {
    await invariant("RATE-2");
  });

  it("RATE-3: no fee is taken on a recovery", async () => {
    await invariant("RATE-3");
  });

  it("FLASH-1: a flash exit leaves whoever waits what serves them, and pays what the curve leaves", async () => {
    await invariant("FLASH-1");
  });

  it("ACT-1: an action is executed once, later if it fails, and starving the caller makes none fail", async () => {
    const of = await invariant("ACT-1");
    assert.ok((of("execute").refused.LaneHub_InsufficientGas ?? 0) > 20);
    assert.ok((of("retry").refused.LaneHub_ActionNotFailed ?? 0) > 5);
  });

  it("ACT-2: messages and actions have the bytes of their TypeScript twins", async () => {
    await invariant("ACT-2");
  });

  it("REW-1, REW-2: operators are paid what the newest root grants beyond what they got, out of what was funded", async () => {
    await invariant("REW-1");
    await invariant("REW-2");
  });
});

/** Of each at least fifty. */
const SCHEDULED = [
  ...["delayed by more than a day", "reordered", "repeated", "dropped", "starved", "retried with success"],
  ...["parked and sent on", "parked and sent back"],
  ...["expired", "sent again", "noted, true", "noted, forged", "noted, reverted", "frozen, true", "frozen, forged"],
];

/** The events and refusals that a change of the generator must not lose. */
const REFUSALS = [
  ["claim", "Core_NotFinalized", "Core_AlreadyClaimed", "Core_NotRequestOwner"],
  ["claimMany", "Core_NotFinalized", "Core_AlreadyClaimed"],
  ["claimUnstake", "Pool_UnknownRequest", "Pool_NotSettled", "Pool_NotRequestOwner", "Pool_AlreadyClaimed"],
  ["claimReward", "RewardDistributor_InvalidProof", "RewardDistributor_NothingToClaim", "ERC20InsufficientBalance"],
  ["closeBatch", "L2Hub_NothingToClose", "L2Hub_TooEarlyToClose"],
  ["deliver", "L2Hub_AlreadyApplied"],
  ["deliverShares", "L2Hub_AlreadyApplied"],
  ["deposit", "Core_ZeroShares", "Core_SharesBelowMinimum", "Core_RateTooOld"],
  ["forward", "Pool_NothingToForward"],
  ["flashExit", "Pool_RateTooOld", "Pool_StoppedAfterFall", "Pool_Frozen", "ERC20InsufficientBalance"],
  ["flashExit", "FlashExit_ExceedsAvailable", "FlashExit_ZeroEther", "FlashExit_BelowMinimum"],
  ["flashExit", "FlashMath_InsufficientReserve"],
  ["land", "LaneHub_BatchOutOfOrder"],
  ["missingTwin", "LaneHub_NotNoted", "LaneHub_TwinNotLate"],
  ["moveOffLane", "L2Hub_MoveTooSmall", "L2Hub_InvalidDestination"],
  ["moveOffLane", "Pool_MoveExceedsAvailable", "ERC20InsufficientBalance"],
  ["moveToLane", "MoveLedger_ZeroShares", "ERC20InsufficientBalance"],
  ["net", "Pool_NothingToNet", "Pool_StoppedAfterFall", "Pool_Frozen"],
  ["pushStateUpdate", "LaneHub_AlreadyPushed"],
  ["report", "Core_WrongFrame", "Core_FlowFell", "Core_VaultUnderfunded", "Core_ActivationUnderflow"],
  ["report", "Core_ProvisionsExceedBalance", "Core_CoverUnavailable", "Core_AboveLimit"],
  ["report", "Core_FinalizeOutOfRange", "Core_FinalizeTooYoung"],
  ["request", "Core_RequestTooSmall", "Core_RequestTooLarge", "ERC20InsufficientBalance"],
  ["requestUnstake", "Pool_RequestTooSmall", "Pool_RequestTooLarge", "ERC20InsufficientBalance"],
  ["sendParked", "MoveLedger_NotParked"],
  ["stake", "Pool_ZeroShares", "Pool_SharesBelowMinimum", "Pool_RateTooOld", "Pool_StoppedAfterFall"],
  ["stake", "Pool_Frozen"],
] as const;

it("pays unstakers whose batch is worth less than the smallest request when it lands: nothing, but it ends", async () => {
  const arena = await createArena({ setup: setupOf("mainnet"), past: "gains" });
  const report = { kind: "report", frames: 1, withdrawn: 0n, execution: 0n, processed: 0n, provisions: 0n } as const;
  // From 3,015 to 2,800 ether of consensus balance: r falls by about 5%, and 1e12 shares below 1e12 wei with it.
  const loss = {
    ...report,
    covered: 0n,
    operatorFeeBps: 0n,
    rewards: [],
    consensus: 2_800n * WAD,
    finalizeUpTo: 7,
  } as const;
  const lane = 1;
  const events: Event[] = [
    { kind: "deliver", lane, update: 1 },
    { kind: "deliver", lane, update: 2 },
    { kind: "stake", lane, user: "1", amount: 30n * WAD, minShares: 0n },
    { kind: "net", lane },
    { kind: "requestUnstake", lane, user: "1", shares: 10n ** 12n },
    { kind: "wait", seconds: 10n * 3_600n },
    { kind: "forward", lane },
    { kind: "closeBatch", lane },
    { kind: "wait", seconds: 14n * 3_600n },
    loss,
    { kind: "land", lane, batch: 2 },
    { kind: "wait", seconds: 24n * 3_600n },
    loss,
    { kind: "pushStateUpdate", lane },
    { kind: "deliver", lane, update: 3 },
    { kind: "claimUnstake", lane, user: "1", id: 6 },
  ];
  const { played, difference } = await playScript({ arena, events });
  assert.equal(difference && describeDifference(difference), null);
  assert.deepEqual(played.at(-1)?.performed.expected, { returned: `0x${"0".repeat(64)}` });
}).timeout(60_000);
