import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { type DeployContext, l1Planned, requireContext } from "../context.ts";
import { deployUups } from "../proxy.ts";

export default deployScript<DeployContext>(async (env, given) => {
  const context = requireContext(given);
  const { settings, plan, params } = context;
  const margin = params.finalizationMarginEpochs * params.slotsPerEpoch * params.slotSeconds;
  const roles = {
    owner: plan.l1("Timelock"),
    reportOracle: plan.l1("ReportOracle"),
    laneHub: plan.l1("LaneHub"),
    treasury: settings.treasury,
    validatorLedger: plan.l1("ValidatorLedger"),
    bonds: plan.l1("Bonds"),
    withdrawalVault: plan.l1("WithdrawalVault"),
    moveLedger: plan.l1("MoveLedger"),
  };
  await deployUups(env, {
    planned: l1Planned(context, "LiquidStakingCore"),
    artifact: artifacts.LiquidStakingCore,
    constructorArgs: [BigInt(settings.genesisTime), params.frameSeconds, margin],
    initialize: { args: [roles, params.depositCapWei, params.reserveFloorWei] },
    prefund: params.bootstrapShares,
  });
}, {});
