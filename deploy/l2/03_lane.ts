import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type LaneContext, l2Planned, requireLane } from "../context.ts";
import { deployFastGateway } from "../fast.ts";
import { gatewaysOf } from "../gateways.ts";
import { interoperableAddress } from "../plan.ts";
import { deployPlain, deployUups } from "../proxy.ts";
import { together } from "../together.ts";

export default deployScript<LaneContext>(async (env, given) => {
  const context = requireLane(given);
  const { settings, plan, params, lane } = context;
  const { laneId } = lane;
  const { l2: gateway } = gatewaysOf(context, lane);
  const canonical = deployPlain(env, {
    planned: l2Planned(context, "L2CanonicalGateway"),
    artifact: gateway.artifact,
    args: gateway.args,
  });
  const planned = l2Planned(context, "L2FastGateway");
  const { fast } = lane;
  await together([canonical, ...(fast ? [deployFastGateway(env, { context, lane, fast, end: "l2", planned })] : [])]);
  const init = {
    owner: plan.l2("Timelock", laneId),
    laneId,
    pool: plan.l2("L2StakingPool", laneId),
    desk: plan.l2("NodeDesk", laneId),
    distributor: plan.l2("RewardDistributor", laneId),
    gateway: plan.l2("L2CanonicalGateway", laneId),
    peer: interoperableAddress({ chainId: settings.l1ChainId, address: plan.l1("LaneHub") }),
    rules: {
      minAgeSeconds: Number(params.batchMinAgeSeconds),
      maxAgeSeconds: Number(params.batchAgeSeconds),
      sizeWei: params.batchSizeWei,
      messageGas: params.batchMessageGas,
    },
  };
  await deployUups(env, {
    planned: l2Planned(context, "L2Hub"),
    artifact: artifacts.L2Hub,
    initialize: { args: [init] },
  });
}, {});
