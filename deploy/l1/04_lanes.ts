import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type DeployContext, l1Planned, requireContext } from "../context.ts";
import { deployPlain, deployUups } from "../proxy.ts";

export default deployScript<DeployContext>(async (env, given) => {
  const context = requireContext(given);
  const { settings, plan } = context;
  await deployUups(env, {
    planned: l1Planned(context, "LaneHub"),
    artifact: artifacts.LaneHub,
    constructorArgs: [plan.l1("LiquidStakingCore"), plan.l1("ReportOracle")],
    initialize: { args: [plan.l1("Timelock")] },
  });
  await deployUups(env, {
    planned: l1Planned(context, "OperatorRegistry"),
    artifact: artifacts.OperatorRegistry,
    constructorArgs: [plan.l1("LaneHub")],
    initialize: { args: [plan.l1("Timelock")] },
  });
  for (const { laneId, chainId, l1Messenger } of settings.lanes) {
    await deployPlain(env, {
      planned: l1Planned(context, "L1OpStackGateway", laneId),
      saveAs: `L1OpStackGateway_${laneId}`,
      artifact: artifacts.L1OpStackGateway,
      args: [l1Messenger, plan.l2("L2OpStackGateway", laneId), plan.l1("LaneHub"), BigInt(chainId)],
    });
  }
}, {});
