import type { Rate, Seconds } from "../units/quantity.ts";
import { BPS, DAY } from "../units/quantity.ts";
import { mulDivUp } from "../units/rounding.ts";
import { flashRateUp } from "./flash-l2.ts";
import { ensure } from "./invariants.ts";
import { ceilRate } from "./lane-l2.ts";
import type { LaneL2 } from "./lane-l2-state.ts";
import type { Core } from "./state.ts";

/** How long ago an entry may lie that an exit is measured against: longer than deposits stay open without a report. */
const WINDOW: Seconds = 3n * DAY;

/** What shares could be had for, and when. */
export type Entry = Readonly<{ time: Seconds; price: Rate }>;

/** Cheapest entry of the last `WINDOW`, in amortised constant time: a queue of entries of rising price. */
function createCheapestEntry() {
  const entries: Entry[] = [];
  return {
    add(entry: Entry): void {
      while (entries.length > 0 && (entries.at(-1)?.price ?? 0n) >= entry.price) entries.pop();
      entries.push(entry);
    },
    /** Of those not before `time`. */
    since(time: Seconds): Rate | null {
      return entries.find((entry) => entry.time >= time)?.price ?? null;
    },
    at(now: Seconds): Entry | null {
      while (entries.length > 0 && (entries[0]?.time ?? 0n) < now - WINDOW) entries.shift();
      return entries[0] ?? null;
    },
  };
}

/**
 * RATE-2 for whoever enters and leaves at once, on one chain or on two with moves between them, at the best prices
 * anyone could have had: every price offered in the window is an entry, whether somebody took it or not. Shares that
 * arrive on L1 are an entry there at what they cost where they were bought, so lane → L1 → another lane is watched too.
 */
export function createPriceWatch(input: { core: Core; lanes: readonly LaneL2[] }) {
  const { core, lanes } = input;
  const onCore = createCheapestEntry();
  /** Of shares that were bought on a lane and have arrived on L1, with the time they were bought at. */
  const moved = createCheapestEntry();
  const onLane = lanes.map(() => createCheapestEntry());
  const lastRefTime = lanes.map(({ feed }) => feed.refTime);

  function observe(now: Seconds): void {
    const { params } = core;
    compare("L1", flashRate(), priceOf(cheapestOnCore(now)));
    if (now - core.refTime <= params.rateMaxAge) onCore.add({ time: now, price: core.rate });
    lanes.forEach((lane, index) => {
      const entries = onLane[index];
      if (entries === undefined) return;
      // T-63: who staked after a reference time, before its report was heard of here, has paid for what it brings.
      if (lane.feed.refTime !== lastRefTime[index]) {
        compare(`stake on lane ${lane.id} ahead of its rate`, lane.feed.rate, entries.since(lane.feed.refTime));
      }
      lastRefTime[index] = lane.feed.refTime;
      if (lane.feed.stopped) return;
      compare(`lane ${lane.id}`, flashRateUp(lane), priceOf(entries.at(now)));
      const age = now - lane.feed.refTime;
      if (age > params.rateMaxAge) return;
      entries.add({
        time: now,
        price: ceilRate({ rate: lane.feed.rate, age, growthBpsPerDay: params.growthBpsPerDay }),
      });
    });
  }

  /** The most a flash exit on L1 can bring: with a full reserve, 1/(1 + f0). */
  function flashRate(): Rate {
    return mulDivUp(core.rate, BPS, BPS + core.params.flashFeeBps[0]);
  }

  /** The cheapest entry of whoever has shares on L1 now. */
  function cheapestOnCore(now: Seconds): Entry | null {
    const [bought, arrived] = [onCore.at(now), moved.at(now)];
    if (bought === null || arrived === null) return bought ?? arrived;
    return arrived.price < bought.price ? arrived : bought;
  }

  /** The cheapest entry a mover of now can have had on a lane. */
  function cheapestOnLane(lane: LaneL2, now: Seconds): Entry | null {
    return onLane[lanes.indexOf(lane)]?.at(now) ?? null;
  }

  /** Who buys on L1, moves and leaves on L2: the move itself tells the lane of a fall. */
  function observeArrival(lane: LaneL2, entry: Entry | null): void {
    compare(`L1 to lane ${lane.id}`, flashRateUp(lane), priceOf(entry));
  }

  /** Who buys on a lane, moves and leaves on L1, or moves on. */
  function observeRelease(lane: LaneL2, entry: Entry | null, now: Seconds): void {
    if (entry === null || recent(entry, now) === null) return;
    compare(`lane ${lane.id} to L1`, flashRate(), entry.price);
    moved.add(entry);
  }

  /** The entry, unless it is older than the window: who waited that long has waited for a report. */
  function recent(entry: Entry | null, now: Seconds): Entry | null {
    return entry === null || entry.time < now - WINDOW ? null : entry;
  }

  return { observe, cheapestOnCore, cheapestOnLane, observeArrival, observeRelease, recent };
}

export type PriceWatch = ReturnType<typeof createPriceWatch>;

function priceOf(entry: Entry | null): Rate | null {
  return entry?.price ?? null;
}

function compare(where: string, exit: Rate, entry: Rate | null): void {
  ensure("RATE-2", entry === null || exit <= entry, () => `${where}: enter at ${entry}, leave at ${exit}`);
}
