import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type LaneContext, l2Planned, requireLane } from "../context.ts";
import { deployPlain, deployUups } from "../proxy.ts";
import { together } from "../together.ts";

export default deployScript<LaneContext>(async (env, given) => {
  const context = requireLane(given);
  const { plan, lane } = context;
  const hub = plan.l2("L2Hub", lane.laneId);
  await deployUups(env, {
    planned: l2Planned(context, "NodeDesk"),
    artifact: artifacts.NodeDesk,
    initialize: { args: [plan.l2("Timelock", lane.laneId), hub, lane.laneId] },
  });
  const pool = plan.l2("L2StakingPool", lane.laneId);
  await together([
    deployPlain(env, {
      planned: l2Planned(context, "RewardDistributor"),
      artifact: artifacts.RewardDistributor,
      args: [pool, hub],
    }),
    deployPlain(env, { planned: l2Planned(context, "ReportBoard"), artifact: artifacts.ReportBoard, args: [] }),
    deployPlain(env, { planned: l2Planned(context, "PoolLens"), artifact: artifacts.PoolLens, args: [pool] }),
  ]);
}, {});
