import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type LaneContext, l2Planned, requireLane } from "../context.ts";
import { deployPlain, deployUups } from "../proxy.ts";

export default deployScript<LaneContext>(async (env, given) => {
  const context = requireLane(given);
  const { plan, params, lane, startRate } = context;
  const init = {
    owner: plan.l2("Timelock", lane.laneId),
    hub: plan.l2("L2Hub", lane.laneId),
    rate: startRate.rate,
    rateNonce: Number(startRate.rateNonce),
    refTime: Number(startRate.refTime),
    parameters: {
      stakeFeeBps: Number(params.stakeFeeBps),
      forwardDelaySeconds: Number(params.forwardDelaySeconds),
      poolTargetGwei: params.poolTargetWei / 10n ** 9n,
      heldCapGwei: params.heldCapWei / 10n ** 9n,
    },
    stakeLimitCapacityGwei: params.stakeLimitCapacityGwei,
    stakeLimitRefillGweiPerSecond: params.stakeLimitRefillGwei,
  };
  const extension = l2Planned(context, "PoolExtension");
  await deployPlain(env, { planned: extension, artifact: artifacts.PoolExtension, args: [] });
  await deployUups(env, {
    planned: l2Planned(context, "L2StakingPool"),
    artifact: artifacts.L2StakingPool,
    constructorArgs: [extension.address],
    initialize: { args: [init] },
  });
}, {});
