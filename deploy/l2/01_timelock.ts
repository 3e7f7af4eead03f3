import { deployScript } from "../../rocketh/deploy.ts";
import { type LaneContext, l2Planned, requireLane } from "../context.ts";
import { deployTimelock } from "../timelock.ts";

export default deployScript<LaneContext>(async (env, context) => {
  await deployTimelock(env, l2Planned(requireLane(context), "Timelock"));
}, {});
