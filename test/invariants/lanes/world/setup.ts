import { type ModelParams, modelParams } from "../../../../shared/src/model/params.ts";
import { type Profile, params as profiles } from "../../../../shared/src/params.ts";
import { type Seconds, WAD, type Wei } from "../../../../shared/src/units/quantity.ts";
import type { LaneId } from "../chain/peers.ts";

/** What contracts and model are set up with alike. */
export type Setup = Readonly<{
  params: ModelParams;
  bootstrapWei: Wei;
  depositCapWei: Wei;
  /** Between the scheduling and the execution of what each end's owner does. */
  timelockDelayL1: Seconds;
  timelockDelayL2: Seconds;
  /** Limits that are no arithmetic are set out of the sequences' reach. */
  stakeLimitGwei: bigint;
  updateGas: bigint;
  settlementGas: bigint;
  ticketGasPrice: Wei;
  /** Hours, where production waits for days: so that sequences get there. */
  ticketResendSeconds: Seconds;
  lanes: Readonly<Record<LaneId, LaneSetup>>;
}>;

export type LaneSetup = Readonly<{
  poolTargetWei: Wei;
  /** What the pool keeps at most; below what L1 allows, so that both are met. */
  heldCapWei: Wei;
  forwardDelaySeconds: Seconds;
  batchRules: Readonly<{ minAgeSeconds: Seconds; maxAgeSeconds: Seconds; sizeWei: Wei; messageGas: bigint }>;
}>;

/** Frame 0's reference time: 2030-01-01T00:00:00Z, so that no chain's clock is behind it. */
export const FRAME_ZERO: Seconds = 1_893_456_000n;

export function setupOf(profile: Profile): Setup {
  const values = profiles[profile];
  const { batchSizeWei, batchAgeSeconds, batchMessageGas } = values;
  const lane: LaneSetup = {
    poolTargetWei: 20n * WAD,
    heldCapWei: 300n * WAD,
    forwardDelaySeconds: values.frameSeconds / 24n,
    batchRules: {
      minAgeSeconds: batchAgeSeconds / 4n,
      maxAgeSeconds: batchAgeSeconds,
      sizeWei: batchSizeWei / 5n,
      messageGas: batchMessageGas,
    },
  };
  return {
    params: modelParams(values, FRAME_ZERO),
    bootstrapWei: values.bootstrapShares,
    depositCapWei: 10n ** 24n,
    timelockDelayL1: values.timelockDelayL1Seconds,
    timelockDelayL2: values.timelockDelayL2Seconds,
    stakeLimitGwei: 10n ** 16n,
    updateGas: values.stateUpdateMessageGas,
    settlementGas: values.settlementGas,
    ticketGasPrice: values.ticketGasPrice,
    ticketResendSeconds: values.frameSeconds / 4n > 1_500n ? values.frameSeconds / 4n : 1_500n,
    // Unlike the first, so that a number of one lane in the place of the other's shows.
    lanes: { 1: lane, 2: { ...lane, poolTargetWei: 45n * WAD, heldCapWei: 250n * WAD } },
  };
}
