import type { Rate, Seconds, Wei, WeiE18 } from "../units/quantity.ts";
import { BPS, DAY, QUEUE_UNIT, RAY, WAD } from "../units/quantity.ts";
import { maxOf, minOf } from "../units/rounding.ts";
import type { CoreEventKind, CoreInput, CoreResult } from "./events.ts";
import { applyToCore } from "./events.ts";
import { flashExit } from "./flash.ts";
import { checkCore, ensure, observedE18 } from "./invariants.ts";
import type { LandingResult } from "./lane-l1.ts";
import type { Cover } from "./loss.ts";
import { finalizedUpTo, payout } from "./queue.ts";
import { queuedValue } from "./queue-value.ts";
import type { Report, ReportResult } from "./report.ts";
import type { Core } from "./state.ts";

/** Events that may lower D or r. Every other one leaves r and the loss index alone and never takes from D. */
const LOSS_EVENTS: readonly CoreEventKind[] = ["report", "proveSlashing", "killPredeposit", "land"];

/** What the auditor remembers of the core by itself, to judge it without asking it: plain data, as the core is. */
export type CoreMemory = {
  observed: WeiE18;
  highest: Rate;
  rates: Rate[];
  /** What each finalized request was worth when it was finalized. */
  payouts: Wei[];
  requestTimes: Seconds[];
};

type Before = Readonly<{
  observed: WeiE18;
  rate: Rate;
  lossIndex: bigint;
  totalShares: bigint;
  finalized: number;
  claimable: Wei;
}>;

export type CoreAuditor = Readonly<{
  apply<Kind extends CoreEventKind>(kind: Kind, input: CoreInput<Kind>): CoreResult<Kind>;
}>;

/** Of a core in which nothing has been requested yet. */
export function rememberCore(core: Core): CoreMemory {
  return { observed: observedE18(core), highest: core.rate, rates: [...core.rates], payouts: [], requestTimes: [] };
}

/**
 * Applies events to the core and checks every transition against invariants it computes on its own.
 *
 * @param memory of all events before, which it keeps up
 */
export function createCoreAuditor(core: Core, memory: CoreMemory = rememberCore(core)): CoreAuditor {
  function apply<Kind extends CoreEventKind>(kind: Kind, input: CoreInput<Kind>): CoreResult<Kind> {
    const before: Before = {
      observed: memory.observed,
      rate: core.rate,
      lossIndex: core.queue.lossIndex,
      totalShares: core.totalShares,
      finalized: finalizedUpTo(core),
      claimable: core.claimable,
    };
    const judge = prepare(kind, input, before);
    const result = applyToCore(core, kind, input);
    memory.observed = observedE18(core);
    // The event's own rule first: it names the cause, the state's invariants only the symptom.
    judge(result);
    if (!LOSS_EVENTS.includes(kind)) checkUneventful(kind, before);
    checkQueue(before, input);
    checkCore(core, memory.observed);
    rememberRate();
    return result;
  }

  /** Reads what a check needs before the event; returns the check to run after it. */
  function prepare(kind: CoreEventKind, input: unknown, before: Before): (result: unknown) => void {
    switch (kind) {
      case "report":
        return judgeReport(core, memory, before, input as Report);
      case "land":
        return judgeLanding(core, memory, before, input as CoreInput<"land">);
      case "proveSlashing": {
        const { amount, covers } = input as CoreInput<"proveSlashing">;
        const expected = before.observed - amount * WAD + coveredShares(core, covers) * before.rate;
        return () => checkFall(core, before, core.rate, expected);
      }
      case "killPredeposit":
        return (result) => {
          const { burnt } = result as CoreResult<"killPredeposit">;
          checkFall(core, before, core.rate, before.observed - WAD * WAD + burnt * before.rate);
        };
      case "noteFast":
      case "freezeForMissingTwin":
      case "unfreezeFast":
      case "sendFastFreeze": {
        const digest = laneDigest(core);
        return () => ensure("LANE-4", laneDigest(core) === digest, () => `${kind} changed ${digest}`);
      }
      case "flashExit":
        return judgeFlash(core, input as CoreInput<"flashExit">);
      case "claim": {
        const { id } = input as CoreInput<"claim">;
        return (result) => {
          const { paid } = result as CoreResult<"claim">;
          const due = memory.payouts[id - 1];
          ensure("QUEUE-2", paid === due, () => `request ${id} paid ${paid}, set aside ${due}`);
        };
      }
      default:
        return () => undefined;
    }
  }

  function checkUneventful(kind: CoreEventKind, before: Before): void {
    const still = core.rate === before.rate && core.queue.lossIndex === before.lossIndex;
    ensure("RATE-1", still, () => `${kind} moved r from ${before.rate} to ${core.rate}`);
    ensure("LEDGER-1", memory.observed >= before.observed, () => {
      return `${kind} took ${before.observed - memory.observed} (1e-18 wei) from D`;
    });
  }

  /** New requests stand behind all others; what was set aside for newly finalized ones covers them, to dust. */
  function checkQueue(before: Before, input: unknown): void {
    const { queue } = core;
    const now = (input as { now?: Seconds } | undefined)?.now;
    while (memory.requestTimes.length < queue.requests.length) {
      const last = queue.requests[memory.requestTimes.length];
      const previous = queue.requests[memory.requestTimes.length - 1]?.cumulative ?? 0n;
      const inOrder = last !== undefined && last.cumulative === previous + last.amount;
      ensure("QUEUE-1", inOrder, () => `request ${memory.requestTimes.length + 1} is out of line`);
      memory.requestTimes.push(now ?? 0n);
    }
    const exactUp = (queue.total - queue.finalized) * QUEUE_UNIT * queue.lossIndex;
    ensure("QUEUE-2", queuedValue(queue) * RAY >= exactUp, () => "N is less than what the queue is owed");
    const upTo = finalizedUpTo(core);
    ensure("QUEUE-1", upTo >= before.finalized, () => `finalized ${before.finalized}, then ${upTo}`);
    if (upTo > before.finalized) checkFinalized(before, upTo);
  }

  function checkFinalized(before: Before, upTo: number): void {
    let due = 0n;
    for (let id = before.finalized + 1; id <= upTo; id++) {
      const pay = payout(core, { id });
      memory.payouts.push(pay);
      due += pay;
      // Leaving at a rate that was known before one's own request is the oracle sandwich (T-15, T-16, T-78).
      const requested = memory.requestTimes[id - 1] ?? core.refTime;
      ensure("RATE-2", requested < core.refTime, () => `request ${id} is younger than its report's reference time`);
    }
    const setAside = core.claimable - before.claimable;
    const dust = setAside - due;
    const small = dust >= 0n && dust <= BigInt(upTo - before.finalized) + 1n;
    ensure("QUEUE-2", small, () => `set aside ${setAside} for payouts of ${due}`);
  }

  function rememberRate(): void {
    if (core.rateNonce >= memory.rates.length) memory.rates.push(...core.rates.slice(memory.rates.length));
    memory.highest = maxOf(memory.highest, core.rate);
  }

  return { apply };
}

/** r falls only when what is left after D is negative, only that far, and the queue falls with it (RATE-1). */
function checkFall(core: Core, before: Before, rateAfterLoss: Rate, expected: WeiE18): void {
  const fell = rateAfterLoss < before.rate;
  ensure("RATE-1", rateAfterLoss <= before.rate, () => `r rose from ${before.rate} to ${rateAfterLoss} in a loss`);
  ensure("RATE-1", !fell || expected < 0n, () => `r fell to ${rateAfterLoss} with D·1e18 = ${expected}`);
  if (!fell) return;
  const skew = rateAfterLoss * before.lossIndex - before.rate * core.queue.lossIndex;
  const small = (skew < 0n ? -skew : skew) * 10n ** 12n <= before.rate * before.lossIndex;
  ensure("RATE-1", small, () => `holders fell to ${rateAfterLoss}, the queue to ${core.queue.lossIndex}`);
}

function coveredShares(core: Core, covers: readonly Cover[]): bigint {
  return covers.reduce((sum, { account, amount }) => {
    return sum + minOf((amount * WAD + core.rate - 1n) / core.rate, core.balances[account] ?? 0n);
  }, 0n);
}

/** D·1e18 after a report's flows, provisions and covers, before its loss: computed from the report alone. */
export function expectedE18(core: Core, input: Report): WeiE18 {
  const flows = input.withdrawnTotal - core.withdrawnTotal + input.executionTotal - core.executionTotal;
  const processed = input.depositsProcessedTotal - core.depositsProcessedTotal;
  let dropped = core.reportedProvisions - input.provisions;
  for (const { amount, provenAt } of core.provenProvisions) if (provenAt <= input.refTime) dropped += amount;
  const change = flows - processed + (input.consensus - core.consensus) + dropped;
  return observedE18(core) + change * WAD + coveredShares(core, input.covers) * core.rate;
}

function judgeReport(core: Core, memory: CoreMemory, before: Before, input: Report): (result: unknown) => void {
  const expected = expectedE18(core, input);
  const elapsed = input.refTime - core.refTime;
  const minted = core.totalShares - coveredShares(core, input.covers);
  return (result) => {
    const { rateAfterLoss, feeShares } = result as ReportResult;
    checkFall(core, before, rateAfterLoss, expected);
    const { params } = core;
    const cap = rateAfterLoss * params.growthBpsPerDay * params.releaseBps * elapsed;
    const rise = core.rate - rateAfterLoss;
    ensure("RATE-1", rise >= 0n && rise * BPS * BPS * DAY <= cap, () => `r rose by ${rise} in ${elapsed} s`);
    if (rise > 0n) {
      const owed = core.rate * core.totalShares;
      const keep = (memory.observed + owed) * params.minUndistributedBps;
      ensure("RATE-1", memory.observed * BPS >= keep, () => `the release left D·1e18 = ${memory.observed}`);
    }
    // T-83: no fee on a recovery; r' − max(all r before) is all that bears one.
    const feeBps = params.protocolFeeBps + input.operatorFeeBps;
    const gain = maxOf(0n, core.rate - memory.highest) * minted * feeBps;
    const charged = feeShares * core.rate * (BPS - feeBps);
    ensure(
      "RATE-3",
      charged <= gain,
      () => `fee of ${feeShares} shares on a rise to ${core.rate} from ${memory.highest}`,
    );
  };
}

function judgeLanding(
  core: Core,
  memory: CoreMemory,
  before: Before,
  input: CoreInput<"land">,
): (result: unknown) => void {
  const { batch, laneId } = input;
  const lane = core.lanes[laneId - 1];
  const closedAt = memory.rates[batch.rateNonce] ?? 0n;
  const backing = batch.ether + batch.heldAfter - (lane?.held ?? 0n);
  const net = batch.minted - batch.burned;
  const next = batch.nonce === (lane?.appliedNonce ?? 0) + 1;
  ensure(
    "LANE-2",
    !next || backing * WAD >= net * closedAt,
    () => `lane ${laneId} batch ${batch.nonce}: ${backing} for ${net}`,
  );
  const gap = backing * WAD - net * before.rate;
  const fromCarry = gap < 0n ? minOf(((-gap + WAD - 1n) / WAD) * WAD, (lane?.carry ?? 0n) * WAD) : 0n;
  const buffered = core.buffered;
  return (result) => {
    const { fell } = result as LandingResult;
    // What L1 holds for its own leavers is not a lane's to reserve: X grows by no more than came.
    ensure(
      "LEDGER-2",
      core.buffered >= buffered,
      () => `landing ${batch.nonce} took ${buffered - core.buffered} from B`,
    );
    const expected = before.observed + minOf(0n, gap) + fromCarry;
    checkFall(core, before, core.rate, expected);
    if (!fell) {
      ensure("LEDGER-1", memory.observed >= expected, () => `landing ${batch.nonce} left D·1e18 ${memory.observed}`);
    }
  };
}

/** RATE-2: what two halves are paid in a row is never more than what the whole is paid. */
function judgeFlash(core: Core, input: CoreInput<"flashExit">): (result: unknown) => void {
  const trial: Core = { ...core, balances: { ...core.balances } };
  const half = input.shares / 2n;
  const sum = tryFlash(trial, { ...input, shares: half }) + tryFlash(trial, { ...input, shares: input.shares - half });
  return (result) => {
    const { paid } = result as CoreResult<"flashExit">;
    ensure("RATE-2", sum <= paid, () => `a flash exit split in two is paid ${sum}, whole ${paid}`);
  };
}

function tryFlash(core: Core, input: CoreInput<"flashExit">): Wei {
  try {
    return flashExit(core, input).paid;
  } catch {
    return 0n;
  }
}

function laneDigest(core: Core): string {
  const lanes = core.lanes.map(({ locked, carry, held }) => `${locked}/${carry}/${held}`);
  return [observedE18(core), core.totalShares, core.rate, core.queue.total, ...lanes].join(" ");
}
