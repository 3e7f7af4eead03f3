import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type DeployContext, l1Planned, requireContext } from "../context.ts";
import { deployUups } from "../proxy.ts";

export default deployScript<DeployContext>(async (env, given) => {
  const context = requireContext(given);
  const { settings, plan, params } = context;
  await deployUups(env, {
    planned: l1Planned(context, "ReportOracle"),
    artifact: artifacts.ReportOracle,
    constructorArgs: [
      plan.l1("LiquidStakingCore"),
      BigInt(settings.genesisTime),
      params.frameSeconds,
      BigInt(settings.beaconGenesis),
    ],
    initialize: { args: [plan.l1("Timelock"), settings.oracleMembers, BigInt(settings.oracleQuorum)] },
  });
}, {});
