import { type Abi, type Address, encodeFunctionData } from "viem";
import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type DeployContext, requireContext } from "../context.ts";
import { EXECUTORS } from "../executors.ts";
import { interoperableAddress } from "../plan.ts";
import { type Call, handOver } from "../timelock.ts";

export default deployScript<DeployContext>(async (env, given) => {
  const { settings, plan, params } = requireContext(given);
  const hub = plan.l1("LaneHub");
  const call = (to: Address, abi: Abi, functionName: string, args: readonly unknown[]): Call => ({
    to,
    data: encodeFunctionData({ abi, functionName, args }),
  });
  const wiring = [
    ...settings.lanes.flatMap(({ laneId, chainId, fast }) => [
      call(plan.l1("LiquidStakingCore"), artifacts.LiquidStakingCore.abi, "addLane", [laneId]),
      call(hub, artifacts.LaneHub.abi, "setLane", [
        laneId,
        plan.l1("L1CanonicalGateway", laneId),
        interoperableAddress({ chainId, address: plan.l2("L2Hub", laneId) }),
      ]),
      call(plan.l1("MoveLedger"), artifacts.MoveLedger.abi, "setLaneToken", [laneId, plan.l2("L2StakingPool", laneId)]),
      ...(fast ? [call(hub, artifacts.LaneHub.abi, "setFastGateway", [laneId, plan.l1("L1FastGateway", laneId)])] : []),
    ]),
    ...Object.entries(EXECUTORS).map(([kind, { name, takesRuns }]) =>
      call(hub, artifacts.LaneHub.abi, "setExecutor", [Number(kind), plan.l1(name), takesRuns]),
    ),
    call(hub, artifacts.LaneHub.abi, "setExpressDesk", [plan.l1("ExpressDesk")]),
  ];
  await handOver(env, {
    timelock: plan.l1("Timelock"),
    governance: settings.governance,
    delaySeconds: params.timelockDelayL1Seconds,
    wiring,
  });
}, {});
