import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type LaneContext, l2Planned, requireLane } from "../context.ts";
import { deployPlain, deployUups } from "../proxy.ts";

export default deployScript<LaneContext>(async (env, given) => {
  const context = requireLane(given);
  const { plan, lane } = context;
  const hub = plan.l2("L2Hub", lane.laneId);
  await deployUups(env, {
    planned: l2Planned(context, "NodeDesk"),
    artifact: artifacts.NodeDesk,
    initialize: { args: [plan.l2("Timelock", lane.laneId), hub, lane.laneId] },
  });
  await deployPlain(env, {
    planned: l2Planned(context, "RewardDistributor"),
    artifact: artifacts.RewardDistributor,
    args: [plan.l2("L2StakingPool", lane.laneId), hub],
  });
  await deployPlain(env, { planned: l2Planned(context, "ReportBoard"), artifact: artifacts.ReportBoard, args: [] });
}, {});
