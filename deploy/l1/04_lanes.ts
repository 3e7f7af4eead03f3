import { artifacts, type DeployEnvironment, deployScript } from "../../rocketh/deploy.ts";
import { type DeployContext, l1Planned, requireContext } from "../context.ts";
import { requireBare } from "../create3.ts";
import { deployFastGateway } from "../fast.ts";
import { gatewaysOf } from "../gateways.ts";
import { deployPlain, deployUups } from "../proxy.ts";
import type { LaneSettings } from "../settings.ts";
import { together } from "../together.ts";

export default deployScript<DeployContext>(async (env, given) => {
  const context = requireContext(given);
  const { settings, plan, params } = context;
  await deployUups(env, {
    planned: l1Planned(context, "LaneHub"),
    artifact: artifacts.LaneHub,
    constructorArgs: [plan.l1("LiquidStakingCore"), plan.l1("ReportOracle")],
    initialize: { args: [plan.l1("Timelock")] },
  });
  await deployUups(env, {
    planned: l1Planned(context, "MoveLedger"),
    artifact: artifacts.MoveLedger,
    constructorArgs: [plan.l1("LaneHub"), plan.l1("LiquidStakingCore")],
    initialize: { args: [plan.l1("Timelock")] },
  });
  await deployUups(env, {
    planned: l1Planned(context, "OperatorRegistry"),
    artifact: artifacts.OperatorRegistry,
    constructorArgs: [plan.l1("LaneHub")],
    initialize: { args: [plan.l1("Timelock")] },
  });
  const hub = plan.l1("LaneHub");
  await together([
    deployPlain(env, {
      planned: l1Planned(context, "ExpressDesk"),
      artifact: artifacts.ExpressDesk,
      args: [hub, plan.l1("OperatorRegistry")],
    }),
    deployPlain(env, {
      planned: l1Planned(context, "KeeperPurse"),
      artifact: artifacts.KeeperPurse,
      args: [plan.l1("Timelock"), hub, plan.l1("ReportOracle"), params.keeperDailyBudgetGwei],
    }),
    deployPlain(env, {
      planned: l1Planned(context, "CoreLens"),
      artifact: artifacts.CoreLens,
      args: [plan.l1("LiquidStakingCore")],
    }),
    deployPlain(env, { planned: l1Planned(context, "LaneLens"), artifact: artifacts.LaneLens, args: [hub] }),
    ...settings.lanes.map((lane) => deployGateways(env, context, lane)),
  ]);
}, {});

async function deployGateways(env: DeployEnvironment, context: DeployContext, lane: LaneSettings): Promise<void> {
  const { laneId, fast } = lane;
  const { l1, l2AddressBareOnL1 } = gatewaysOf(context, lane);
  if (l2AddressBareOnL1) await requireBare(env, context.plan.l2("L2CanonicalGateway", laneId));
  const canonical = deployPlain(env, {
    planned: l1Planned(context, "L1CanonicalGateway", laneId),
    saveAs: `L1CanonicalGateway_${laneId}`,
    artifact: l1.artifact,
    args: l1.args,
  });
  const planned = l1Planned(context, "L1FastGateway", laneId);
  await together([canonical, ...(fast ? [deployFastGateway(env, { context, lane, fast, end: "l1", planned })] : [])]);
}
