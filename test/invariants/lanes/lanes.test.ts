// The table of docs/lanes.md, played on the contracts and on the model: what the page says is what they show.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { formatEther, parseEther } from "viem";
import type { Batch } from "../../../shared/src/model/lane-l1-state.ts";
import { WAD } from "../../../shared/src/units/quantity.ts";
import { createArena } from "./play/arena.ts";
import { describe as describeDifference } from "./play/play.ts";
import { numbersOf, playScript } from "./play/script.ts";
import type { Event, ReportEvent } from "./world/events.ts";
import { setupOf } from "./world/setup.ts";
import { cloneWorld, laneL1, type World } from "./world/world.ts";

const HOUR = 3_600n;
const lane = 1;
const PAGE = new URL("../../../docs/lanes.md", import.meta.url);
/** Digits behind the point that the page shows; the rest is cut off. */
const DIGITS = 6;

const report = (finalizeUpTo: number): ReportEvent => ({
  ...{ kind: "report", frames: 1, finalizeUpTo, rewards: [] },
  ...{ consensus: 0n, withdrawn: 0n, execution: 0n, processed: 0n, provisions: 0n, covered: 0n, operatorFeeBps: 0n },
});
const wait = (hours: bigint): Event => ({ kind: "wait", seconds: hours * HOUR });

/** The page's steps, by the number they have there. */
const steps: readonly (readonly Event[])[] = [
  // 0: somebody has deposited on L1, and somebody has lost an ether to the core.
  [{ kind: "deposit", user: "1", amount: 100n * WAD, minShares: 0n }, { kind: "force", amount: WAD }, { kind: "skim" }],
  [{ kind: "stake", lane, user: "2", amount: 50n * WAD, minShares: 0n }],
  [wait(8n), { kind: "closeBatch", lane }],
  [wait(8n), { kind: "land", lane, batch: 0 }, { kind: "requestUnstake", lane, user: "2", shares: 30n * WAD }],
  [wait(8n), report(0)],
  [{ kind: "pushStateUpdate", lane }],
  [{ kind: "deliver", lane, update: 0 }],
  [{ kind: "forward", lane }],
  [wait(8n), { kind: "closeBatch", lane }],
  [{ kind: "land", lane, batch: 1 }],
  [wait(40n), report(0), report(1)],
  [{ kind: "pushStateUpdate", lane }],
  [{ kind: "deliver", lane, update: 1 }],
  [{ kind: "claimUnstake", lane, user: "2", id: 1 }],
];

type Step = Readonly<{ world: World; number: (name: string) => bigint }>;

const open = ({ number }: Step) => number("m") - number("u") - number("w");

/** What the columns show, by their headings; others are numbers of the contracts by that name. */
const COLUMNS: Readonly<Record<string, (step: Step) => bigint>> = {
  open,
  "shares under way": ({ world }) =>
    sum(batchesUnderWay(world).map((each) => each.minted - each.burned - each.forwarded)),
  "ether under way": ({ world }) => sum(batchesUnderWay(world).map(({ ether }) => ether)) + sum(updatesUnderWay(world)),
  "r on L2": ({ number }) => number("L2 r"),
};

describe("docs/lanes.md", function () {
  this.timeout(60_000);
  const [headings = [], ...rows] = tableOf(readFileSync(PAGE, "utf8"));
  const after: Step[] = [];

  before(async () => {
    const arena = await createArena({ setup: setupOf("mainnet"), past: "none" });
    const ends = steps.map((_, index) => steps.slice(0, index + 1).flat().length - 1);
    const { difference } = await playScript({
      arena,
      events: steps.flat(),
      onEvent: (now, position) => {
        if (!ends.includes(position)) return;
        const world = cloneWorld(now);
        const numbers = numbersOf(arena, world, lane);
        after.push({ world, number: (name) => numbers.get(name) ?? assert.fail(`no number ${name}`) });
      },
    });
    assert.equal(difference && describeDifference(difference), null);
  });

  it("says what the contracts show after every step of a batch's life", () => {
    const shown = after.map((step, index) => [
      `${index}`,
      ...headings.slice(1).map((name) => cut((COLUMNS[name] ?? (() => step.number(name)))(step))),
    ]);
    assert.deepEqual(rows, shown);
  });

  it("shows the shares of both ends equal, with what is under way, after every step (LANE-1)", () => {
    const column = (name: string) => rows.map((row) => parseEther(row[headings.indexOf(name)] ?? ""));
    const [T, K, way, open] = ["T", "K", "shares under way", "open"].map(column);
    assert.equal(T?.length, 14);
    assert.deepEqual(
      T?.map((_, step) => (K?.[step] ?? 0n) + (way?.[step] ?? 0n) + (open?.[step] ?? 0n)),
      T,
    );
  });
});

function batchesUnderWay(world: World): Batch[] {
  return world.lanes[lane].batches.slice(laneL1(world, lane).appliedNonce).map(({ batch }) => batch);
}

/** Their ether. */
function updatesUnderWay(world: World): bigint[] {
  return world.lanes[lane].updates.filter(({ applied }) => !applied).map(({ value }) => value);
}

/** Cells of the page's only table with steps, its headings first. */
function tableOf(page: string): string[][] {
  const lines = page.split("\n").filter((line) => /^\| (?:step|\d+) \|/.test(line));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

function cut(value: bigint): string {
  const [whole = "", fraction = ""] = formatEther(value).split(".");
  const kept = fraction.slice(0, DIGITS).replace(/0+$/, "");
  return kept ? `${whole}.${kept}` : whole;
}
