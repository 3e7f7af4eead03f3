import type { Wei } from "../units/quantity.ts";
import { WAD } from "../units/quantity.ts";
import { createCoreAuditor } from "./audit-core.ts";
import { advanceBeacon, createBeacon, snapshot } from "./beacon.ts";
import type { Counts, DriverContext, DriverOptions } from "./driver-context.ts";
import { createLaneDriver } from "./driver-lane.ts";
import { driveReport } from "./driver-report.ts";
import { createRewardsDriver } from "./driver-rewards.ts";
import { driveUsers, driveValidators } from "./driver-users.ts";
import { ModelError } from "./errors.ts";
import { reserve } from "./flash.ts";
import { addLane } from "./lane-l1.ts";
import { createLaneL2 } from "./lane-l2-state.ts";
import { createPriceWatch } from "./price-watch.ts";
import { createRng } from "./rng.ts";
import { ACCOUNT, createCore } from "./state.ts";

/** Everyone's shares before the lanes open: 87,000 users', 9,000 bonded, 3,000 insuring. */
const GENESIS: Readonly<Record<string, Wei>> = {
  users: 87_000n * WAD,
  [ACCOUNT.bond]: 9_000n * WAD,
  [ACCOUNT.insurance]: 3_000n * WAD,
};

/** A random schedule over one core and two lanes. Every event is audited; a broken invariant throws. */
export function createDriver(options: DriverOptions) {
  const context = createContext(options);
  const { core, lanes } = context;
  const prices = createPriceWatch({ core, lanes: lanes.map(({ l2 }) => l2) });
  context.prices = prices;
  context.rewards = createRewardsDriver({
    rng: context.rng,
    core,
    laneIds: lanes.map(({ l1 }) => l1.id),
    count: (name) => context.count(name),
  });

  function step(): void {
    context.now += options.stepSeconds;
    driveBeacon(context);
    driveUsers(context);
    driveValidators(context);
    driveReport(context);
    for (const lane of lanes) lane.step();
    prices.observe(context.now);
  }

  function run(): DriverContext {
    const end = context.now + BigInt(options.days) * 86_400n;
    while (context.now < end) step();
    return context;
  }

  return { context, step, run };
}

function createContext(options: DriverOptions): DriverContext {
  const core = createCore(options.params);
  const counts: Counts = {};
  const count = (name: string, times = 1): void => {
    counts[name] = (counts[name] ?? 0) + times;
  };
  const context: DriverContext = {
    options,
    rng: createRng(options.seed),
    core,
    auditor: createCoreAuditor(core),
    beacon: createBeacon(),
    lanes: [],
    snapshots: new Map(),
    counts,
    unclaimed: [],
    refusedByFreeze: new Set(),
    pendingKeys: [],
    now: options.params.frameZeroTime,
    silentUntil: 0n,
    prices: null,
    rewards: null,
    count,
    attempt: (name, event) => attempt(count, name, event),
  };
  openProtocol(context);
  return context;
}

function attempt<Result>(count: DriverContext["count"], name: string, event: () => Result): Result | null {
  try {
    const result = event();
    count(name);
    return result;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    count(`${name} refused: ${error.code}`);
    return null;
  }
}

/** Funds the pool, sends most of it to validators, opens two lanes. */
function openProtocol(context: DriverContext): void {
  const { core, auditor, beacon, now, options } = context;
  for (const [receiver, amount] of Object.entries(GENESIS)) auditor.apply("deposit", { receiver, amount, now });
  const staked = 80_000n * WAD;
  auditor.apply("topUp", { amount: staked });
  beacon.activations.push({ at: now + 3_600n, amount: staked });
  for (let index = 0; index < 2; index++) {
    const l1 = addLane(core);
    const l2 = createLaneL2({
      id: l1.id,
      params: options.params,
      rate: { rateNonce: core.rateNonce, rate: core.rate },
      refTime: core.refTime,
    });
    context.lanes.push(createLaneDriver(context, { l1, l2 }));
  }
}

function driveBeacon(context: DriverContext): void {
  const { core, auditor, beacon, rng, now, options } = context;
  const { toVault, slashed } = advanceBeacon(beacon, {
    rng,
    now,
    elapsed: options.stepSeconds,
    short: core.reserveTarget - reserve(core) - core.vaulted,
    rates: options.rates,
  });
  if (toVault > 0n) auditor.apply("receiveVaultEther", { amount: toVault });
  if (slashed !== null) {
    context.count("slashing");
    if (rng.chance(500)) proveOnL1(context, slashed);
  }
  const sinceZero = now - options.params.frameZeroTime;
  const { frameSeconds } = options.params;
  if (sinceZero % frameSeconds === 0n) context.snapshots.set(Number(sinceZero / frameSeconds), snapshot(beacon));
}

function proveOnL1(context: DriverContext, amount: Wei): void {
  const { auditor, rng, now } = context;
  const covers = rng.chance(300) ? [{ account: ACCOUNT.bond, amount: rng.bigBelow(amount + 1n) }] : [];
  const result = context.attempt("proveSlashing", () => auditor.apply("proveSlashing", { amount, now, covers }));
  if (result?.fell === true) context.count("loss: proof");
}
