import type { Seconds } from "../units/quantity.ts";
import type { CoreAuditor } from "./audit-core.ts";
import type { Beacon, BeaconRates, BeaconSnapshot } from "./beacon.ts";
import type { RewardsDriver } from "./driver-rewards.ts";
import type { Transit } from "./invariants.ts";
import type { LaneL1, MoveDown } from "./lane-l1-state.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import type { ModelParams } from "./params.ts";
import type { Entry, PriceWatch } from "./price-watch.ts";
import type { Rng } from "./rng.ts";
import type { Core } from "./state.ts";

/** How often a thing happened, by name. */
export type Counts = Record<string, number>;

export type DriverOptions = Readonly<{
  seed: number;
  days: number;
  params: ModelParams;
  /** Without fast messages everything else must come out the same (LANE-4). */
  fastMessages: boolean;
  /** Attempts that users leave out: those a fast freeze refused in the run this one is compared with. */
  abstained?: ReadonlySet<string>;
  stepSeconds: Seconds;
  rates: BeaconRates;
}>;

/** What the parts of the driver share. */
export type DriverContext = {
  readonly options: DriverOptions;
  readonly rng: Rng;
  readonly core: Core;
  readonly auditor: CoreAuditor;
  readonly beacon: Beacon;
  readonly lanes: LaneDriver[];
  readonly snapshots: Map<number, BeaconSnapshot>;
  readonly counts: Counts;
  /** Ids of users' requests that are not claimed yet, in order. */
  readonly unclaimed: number[];
  /** Attempts of users that a fast freeze refused. */
  readonly refusedByFreeze: Set<string>;
  readonly pendingKeys: { decidedAt: Seconds; dead: boolean }[];
  now: Seconds;
  /** Reports are withheld until then. */
  silentUntil: Seconds;
  prices: PriceWatch | null;
  rewards: RewardsDriver | null;
  count(name: string, times?: number): void;
  /** Runs an event that may be refused; null when it was. */
  attempt<Result>(name: string, event: () => Result): Result | null;
};

/** A message and when it arrives. */
export type Due<Message> = Readonly<{ at: Seconds; message: Message }>;

/** Delivers what is due, and returns the rest. What arrives in one step arrives in any order. */
export function deliverDue<Message>(
  context: DriverContext,
  messages: Due<Message>[],
  deliverOne: (message: Message) => void,
): Due<Message>[] {
  const due = messages.filter(({ at }) => at <= context.now);
  if (due.length === 0) return messages;
  const rest = messages.filter(({ at }) => at > context.now);
  if (due.length > 1 && context.rng.chance(500)) due.reverse();
  for (const { message } of due) deliverOne(message);
  return rest;
}

/** One lane as the driver moves it. */
export type LaneDriver = {
  readonly l1: LaneL1;
  readonly l2: LaneL2;
  readonly transit: Transit;
  step(): void;
  /** A report was made: send this lane its StateUpdate, or skip it. */
  reported(): void;
  /** Shares are on their way here: sent on L1, by a user or by another lane's. */
  comes(move: MoveDown, entry: Entry | null): void;
};
