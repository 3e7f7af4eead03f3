import { type ModelParams, modelParams } from "../../../shared/src/model/params.ts";
import { type Profile, params as profiles } from "../../../shared/src/params.ts";
import { type Seconds, WAD, type Wei } from "../../../shared/src/units/quantity.ts";

/** What contracts and model are set up with alike. */
export type Setup = Readonly<{
  params: ModelParams;
  bootstrapWei: Wei;
  depositCapWei: Wei;
  poolTargetWei: Wei;
  /** What the pool keeps at most; below what L1 allows, so that both are met. */
  heldCapWei: Wei;
  forwardDelaySeconds: Seconds;
  /** Between the scheduling and the execution of what each end's owner does. */
  timelockDelayL1: Seconds;
  timelockDelayL2: Seconds;
  /** Limits that are no arithmetic are set out of the sequences' reach. */
  stakeLimitGwei: bigint;
  batchRules: Readonly<{ minAgeSeconds: Seconds; maxAgeSeconds: Seconds; sizeWei: Wei; messageGas: bigint }>;
}>;

/** Frame 0's reference time: 2030-01-01T00:00:00Z, so that no chain's clock is behind it. */
const FRAME_ZERO: Seconds = 1_893_456_000n;

export function setupOf(profile: Profile): Setup {
  const { bootstrapShares, frameSeconds, batchSizeWei, batchAgeSeconds, batchMessageGas } = profiles[profile];
  const { timelockDelayL1Seconds, timelockDelayL2Seconds } = profiles[profile];
  return {
    params: modelParams(profiles[profile], FRAME_ZERO),
    bootstrapWei: bootstrapShares,
    depositCapWei: 10n ** 24n,
    poolTargetWei: 20n * WAD,
    heldCapWei: 300n * WAD,
    forwardDelaySeconds: frameSeconds / 24n,
    timelockDelayL1: timelockDelayL1Seconds,
    timelockDelayL2: timelockDelayL2Seconds,
    stakeLimitGwei: 10n ** 16n,
    batchRules: {
      minAgeSeconds: batchAgeSeconds / 4n,
      maxAgeSeconds: batchAgeSeconds,
      sizeWei: batchSizeWei / 5n,
      messageGas: batchMessageGas,
    },
  };
}
