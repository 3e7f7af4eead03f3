import type { Address } from "viem";
import { artifacts, deployScript } from "../../rocketh/deploy.ts";
import { beaconForksOf, DEPOSIT_CONTRACT } from "../beacon.ts";
import { type DeployContext, l1Planned, requireContext } from "../context.ts";
import type { L1Name } from "../plan.ts";
import { deployPlain, deployUups } from "../proxy.ts";

export default deployScript<DeployContext>(async (env, given) => {
  const context = requireContext(given);
  const { settings, plan, params } = context;
  const at = (name: L1Name): Address => plan.l1(name);
  const timelock = at("Timelock");
  const { gloasSlot, endSlot } = beaconForksOf(settings);
  await deployPlain(env, {
    planned: l1Planned(context, "BeaconProofs"),
    artifact: artifacts.BeaconProofs,
    args: [gloasSlot, endSlot],
  });
  await deployUups(env, {
    planned: l1Planned(context, "KeyRegistry"),
    artifact: artifacts.KeyRegistry,
    constructorArgs: [at("LaneHub"), at("ValidatorLedger"), params.keyChallengeSeconds],
    initialize: { args: [timelock] },
  });
  await deployUups(env, {
    planned: l1Planned(context, "Bonds"),
    artifact: artifacts.Bonds,
    constructorArgs: [at("LaneHub"), at("LiquidStakingCore"), at("OperatorRegistry"), at("ValidatorLedger")],
    initialize: { args: [timelock] },
  });
  await deployUups(env, {
    planned: l1Planned(context, "WithdrawalVault"),
    artifact: artifacts.WithdrawalVault,
    constructorArgs: [at("LiquidStakingCore"), at("ValidatorLedger")],
    initialize: { args: [timelock] },
  });
  const connections = {
    laneHub: at("LaneHub"),
    core: at("LiquidStakingCore"),
    operatorRegistry: at("OperatorRegistry"),
    keyRegistry: at("KeyRegistry"),
    bonds: at("Bonds"),
    vault: at("WithdrawalVault"),
    depositContract: DEPOSIT_CONTRACT,
    beaconProofs: at("BeaconProofs"),
  };
  await deployUups(env, {
    planned: l1Planned(context, "ValidatorLedger"),
    artifact: artifacts.ValidatorLedger,
    constructorArgs: [connections],
    initialize: { args: [timelock, at("BeaconProofs")] },
  });
}, {});
