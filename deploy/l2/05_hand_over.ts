import { deployScript } from "../../rocketh/deploy.ts";
import { type LaneContext, requireLane } from "../context.ts";
import { handOver } from "../timelock.ts";

export default deployScript<LaneContext>(async (env, given) => {
  const { settings, plan, params, lane } = requireLane(given);
  await handOver(env, {
    timelock: plan.l2("Timelock", lane.laneId),
    governance: settings.governance,
    delaySeconds: params.timelockDelayL2Seconds,
    wiring: [],
  });
}, {});
