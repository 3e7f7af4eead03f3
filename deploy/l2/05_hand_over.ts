import { encodeFunctionData } from "viem";
import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type LaneContext, requireLane } from "../context.ts";
import { handOver } from "../timelock.ts";

export default deployScript<LaneContext>(async (env, given) => {
  const { settings, plan, params, lane } = requireLane(given);
  const { laneId, fast } = lane;
  const setFastGateway = {
    to: plan.l2("L2Hub", laneId),
    data: encodeFunctionData({
      abi: artifacts.L2Hub.abi,
      functionName: "setFastGateway",
      args: [plan.l2("L2FastGateway", laneId)],
    }),
  };
  await handOver(env, {
    timelock: plan.l2("Timelock", laneId),
    governance: settings.governance,
    delaySeconds: params.timelockDelayL2Seconds,
    wiring: fast ? [setFastGateway] : [],
  });
}, {});
