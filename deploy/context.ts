import type { Params } from "@cseth/shared/params";
import { DeployError } from "./create3.ts";
import type { L1Name, L2Name, Plan } from "./plan.ts";
import type { Planned } from "./proxy.ts";
import type { DeploySettings, LaneSettings } from "./settings.ts";

/** What every deploy script on L1 is given. */
export type DeployContext = Readonly<{ settings: DeploySettings; plan: Plan; params: Params }>;
/** What L1 knows of the rate when a lane is deployed: the pool starts with it. */
export type StartRate = Readonly<{ rate: bigint; rateNonce: bigint; refTime: bigint }>;
export type LaneContext = DeployContext & Readonly<{ lane: LaneSettings; startRate: StartRate }>;

/** Scripts only make sense with settings; a bare `hardhat deploy` must say so. */
export function requireContext(context: DeployContext | undefined): DeployContext {
  if (!context) throw new DeployError("Deploy scripts run through `deploy/run.ts`, which gives them their settings.");
  return context;
}

export function requireLane(context: LaneContext | undefined): LaneContext {
  if (!context?.lane) throw new DeployError("This script deploys to an L2: run it through `deploy/run.ts`.");
  return context;
}

export function l1Planned({ settings: { instance }, plan }: DeployContext, name: L1Name, laneId = 0): Planned {
  return { instance, side: "L1", name, laneId, address: plan.l1(name, laneId) };
}

export function l2Planned({ settings: { instance }, plan, lane: { laneId } }: LaneContext, name: L2Name): Planned {
  return { instance, side: "L2", name, laneId, address: plan.l2(name, laneId) };
}
