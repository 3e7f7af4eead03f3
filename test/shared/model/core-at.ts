import { addLane } from "../../../shared/src/model/lane-l1.ts";
import { createLaneL2 } from "../../../shared/src/model/lane-l2-state.ts";
import { DEFAULT_PARAMS } from "../../../shared/src/model/params.ts";
import type { Report } from "../../../shared/src/model/report.ts";
import type { Core } from "../../../shared/src/model/state.ts";
import { createCore } from "../../../shared/src/model/state.ts";

export const ETHER = 10n ** 18n;
/** Frame 0's reference time in these tests. */
export const ZERO = DEFAULT_PARAMS.frameZeroTime;

/**
 * A core whose numbers a test can follow by hand: `buffered` ether against as many shares at r = 1, all of them
 * `alice`'s, without the bootstrap deposit's.
 */
export function coreOf(buffered: bigint, changes: Partial<Core> = {}): Core {
  return {
    ...createCore(DEFAULT_PARAMS),
    buffered,
    coreBalance: buffered,
    totalShares: buffered,
    balances: { alice: buffered },
    ...changes,
  };
}

/** A core with one lane and that lane's L2, at r = 1. */
export function laneOf(core: Core) {
  const l1 = addLane(core);
  const l2 = createLaneL2({
    id: l1.id,
    params: core.params,
    rate: { rateNonce: core.rateNonce, rate: core.rate },
    refTime: core.refTime,
  });
  return { l1, l2 };
}

/** The next frame's report of a protocol without validators: everything is what it was. */
export function quietReport(core: Core, changes: Partial<Report> = {}): Report {
  const frame = core.frame + 1;
  return {
    frame,
    refTime: core.params.frameZeroTime + BigInt(frame) * core.params.frameSeconds,
    consensus: core.consensus,
    withdrawnTotal: core.withdrawnTotal,
    executionTotal: core.executionTotal,
    depositsProcessedTotal: core.depositsProcessedTotal,
    provisions: 0n,
    covers: [],
    operatorFeeBps: 500n,
    finalizeUpTo: 0,
    ...changes,
  };
}
