import { type Abi, type Address, encodeFunctionData } from "viem";
import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type DeployContext, requireContext } from "../context.ts";
import { interoperableAddress } from "../plan.ts";
import { type Call, handOver } from "../timelock.ts";

/** Action kinds the registry executes, in runs; docs/messages.md. */
const REGISTRY_KINDS = [1, 2, 3];

export default deployScript<DeployContext>(async (env, given) => {
  const { settings, plan, params } = requireContext(given);
  const hub = plan.l1("LaneHub");
  const call = (to: Address, abi: Abi, functionName: string, args: readonly unknown[]): Call => ({
    to,
    data: encodeFunctionData({ abi, functionName, args }),
  });
  const wiring = [
    ...settings.lanes.flatMap(({ laneId, chainId }) => [
      call(plan.l1("LiquidStakingCore"), artifacts.LiquidStakingCore.abi, "addLane", [laneId]),
      call(hub, artifacts.LaneHub.abi, "setLane", [
        laneId,
        plan.l1("L1OpStackGateway", laneId),
        interoperableAddress({ chainId, address: plan.l2("L2Hub", laneId) }),
      ]),
    ]),
    ...REGISTRY_KINDS.map((kind) =>
      call(hub, artifacts.LaneHub.abi, "setExecutor", [kind, plan.l1("OperatorRegistry"), true]),
    ),
  ];
  await handOver(env, {
    timelock: plan.l1("Timelock"),
    governance: settings.governance,
    delaySeconds: params.timelockDelayL1Seconds,
    wiring,
  });
}, {});
