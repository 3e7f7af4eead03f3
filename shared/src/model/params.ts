import type { Params } from "../params.ts";
import { params } from "../params.ts";
import type { Bps, Seconds, Wei } from "../units/quantity.ts";

/** What the arithmetic depends on. Pauses, caps and buckets only refuse; they are not part of the model. */
export type ModelParams = Readonly<{
  /** Reference time of frame 0; frame f has reference time `frameZeroTime + f·frameSeconds`. */
  frameZeroTime: Seconds;
  frameSeconds: Seconds;
  /** A request must be older than a reference time by more than this to be finalized by its report. */
  requestMargin: Seconds;
  /** Deposits and stakes close when the rate's reference time is older than this. */
  rateMaxAge: Seconds;
  /** Flash exits close when the rate's reference time is older than this: a frame and a grace for its report. */
  flashMaxAge: Seconds;
  /** g: the most `r` may be thought to grow per day. */
  growthBpsPerDay: Bps;
  /** Part of g·Δt that a report may release, in bps. */
  releaseBps: Bps;
  /** D_min as a part of P: a release leaves at least this much undistributed. */
  minUndistributedBps: Bps;
  protocolFeeBps: Bps;
  /** Upper bound of protocol and operators' fee together. */
  maxFeeBps: Bps;
  /** R* = max(P·reserveBps, reserveFloor), fixed at each report. */
  reserveBps: Bps;
  reserveFloor: Wei;
  /** Marginal flash fee f0 at u = 0, f1 at u = u*, f2 at u = 1. */
  flashFeeBps: readonly [f0: Bps, f1: Bps, f2: Bps];
  /** u*, below 1 and above 0. */
  flashKneeBps: Bps;
  /** Unreported proven provisions above this part of P close the flash exit, in parts per million. */
  provisionTolerancePpm: bigint;
  /** Least and largest value of one withdrawal or unstake request. */
  requestMin: Wei;
  requestMax: Wei;
  /** A lane's carry reserve X holds at most (H + carryBase)·carryCapBps. */
  carryCapBps: Bps;
  carryBase: Wei;
  /** Most ether a lane may say it holds; a pool keeps no more at a close. */
  heldCap: Wei;
  settlementsMax: number;
  /** A fast freeze ends after this, and another is heeded after the pause; a note without a twin is late after that. */
  fastFreezeSeconds: Seconds;
  fastFreezePauseSeconds: Seconds;
  fastTwinSeconds: Seconds;
  /** R* of a lane's flash exits: what a close leaves on L2 beside what waiting unstakers need. */
  poolTarget: Wei;
  /** Highest fee on a stake on L2. */
  stakeFeeBps: Bps;
}>;

/** The model's view of a profile of `shared/params.json`. */
export function modelParams(profile: Params, frameZeroTime: Seconds): ModelParams {
  return {
    frameZeroTime,
    frameSeconds: profile.frameSeconds,
    requestMargin: profile.finalizationMarginEpochs * profile.slotsPerEpoch * profile.slotSeconds,
    rateMaxAge: profile.rateMaxAgeSeconds,
    flashMaxAge: profile.flashRateMaxAgeSeconds,
    growthBpsPerDay: profile.gainCapBps,
    releaseBps: profile.releaseCapBps,
    minUndistributedBps: profile.gainsReserveBps,
    protocolFeeBps: profile.protocolFeeBps,
    maxFeeBps: profile.feeBpsMax,
    reserveBps: profile.reserveTargetBps,
    reserveFloor: profile.reserveFloorWei,
    flashFeeBps: [profile.flashFeeF0Bps, profile.flashFeeF1Bps, profile.flashFeeF2Bps],
    flashKneeBps: profile.flashKinkBps,
    requestMin: profile.requestWeiMin,
    requestMax: profile.requestWeiMax,
    carryCapBps: profile.carryCapBps,
    carryBase: profile.carryCapBaseWei,
    heldCap: profile.heldCapWei,
    settlementsMax: Number(profile.settlementsMax),
    fastFreezeSeconds: profile.fastFreezeSeconds,
    fastFreezePauseSeconds: profile.fastFreezePauseSeconds,
    fastTwinSeconds: profile.fastTwinSeconds,
    poolTarget: profile.poolTargetWei,
    stakeFeeBps: profile.stakeFeeBps,
    ...NOT_YET_IN_PARAMS,
  };
}

/** Of L1's flash exit, which no contract has yet (protocol §3). */
const NOT_YET_IN_PARAMS = {
  provisionTolerancePpm: 50n,
} as const;

/** Mainnet's parameters, frame 0 at 2023-11-15T00:00:00Z. */
export const DEFAULT_PARAMS: ModelParams = modelParams(params.mainnet, 1_700_006_400n);
