import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type DeployContext, l1Planned, requireContext } from "../context.ts";
import { requireBare } from "../create3.ts";
import { deployFastGateway } from "../fast.ts";
import { gatewaysOf } from "../gateways.ts";
import { deployPlain, deployUups } from "../proxy.ts";

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
  await deployPlain(env, {
    planned: l1Planned(context, "ExpressDesk"),
    artifact: artifacts.ExpressDesk,
    args: [plan.l1("LaneHub"), plan.l1("OperatorRegistry")],
  });
  await deployPlain(env, {
    planned: l1Planned(context, "KeeperPurse"),
    artifact: artifacts.KeeperPurse,
    args: [plan.l1("Timelock"), plan.l1("LaneHub"), plan.l1("ReportOracle"), params.keeperDailyBudgetGwei],
  });
  for (const lane of settings.lanes) {
    const { l1, l2AddressBareOnL1 } = gatewaysOf(context, lane);
    if (l2AddressBareOnL1) await requireBare(env, plan.l2("L2CanonicalGateway", lane.laneId));
    await deployPlain(env, {
      planned: l1Planned(context, "L1CanonicalGateway", lane.laneId),
      saveAs: `L1CanonicalGateway_${lane.laneId}`,
      artifact: l1.artifact,
      args: l1.args,
    });
    if (lane.fast) {
      const planned = l1Planned(context, "L1FastGateway", lane.laneId);
      await deployFastGateway(env, { context, lane, fast: lane.fast, end: "l1", planned });
    }
  }
}, {});
