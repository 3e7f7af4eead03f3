// Names of the contracts' errors by selector.
import { type Abi, type Hex, toFunctionSelector } from "viem";
import { l1ArbitrumGatewayAbi } from "../../../../shared/src/abi/L1ArbitrumGateway.ts";
import { l1OpStackGatewayAbi } from "../../../../shared/src/abi/L1OpStackGateway.ts";
import { l2HubAbi } from "../../../../shared/src/abi/L2Hub.ts";
import { l2StakingPoolAbi } from "../../../../shared/src/abi/L2StakingPool.ts";
import { laneHubAbi } from "../../../../shared/src/abi/LaneHub.ts";
import { liquidStakingCoreAbi } from "../../../../shared/src/abi/LiquidStakingCore.ts";
import { moveLedgerAbi } from "../../../../shared/src/abi/MoveLedger.ts";
import { poolExtensionAbi } from "../../../../shared/src/abi/PoolExtension.ts";
import { reportOracleAbi } from "../../../../shared/src/abi/ReportOracle.ts";
import { rewardDistributorAbi } from "../../../../shared/src/abi/RewardDistributor.ts";
import { executorAbi } from "./executor-abi.ts";
import { timelockAbi } from "./timelock.ts";

type AbiError = Extract<Abi[number], { type: "error" }>;

const abis: readonly Abi[] = [
  liquidStakingCoreAbi,
  laneHubAbi,
  moveLedgerAbi,
  l1OpStackGatewayAbi,
  l1ArbitrumGatewayAbi,
  l2StakingPoolAbi,
  poolExtensionAbi,
  l2HubAbi,
  reportOracleAbi,
  rewardDistributorAbi,
  timelockAbi,
  executorAbi,
];

const selectors = new Map(
  abis
    .flatMap((abi) => abi.filter((item): item is AbiError => item.type === "error"))
    .map(({ name, inputs }) => [name, toFunctionSelector(`${name}(${inputs.map(canonical).join(",")})`)]),
);
const names = new Map([...selectors].map(([name, selector]) => [selector, name]));

/** What a call has run out of gas with, and what reverts without saying why. */
export const NO_REASON = "a revert without data";

/** First bytes of what an error of this name reverts with. */
export function errorSelector(name: string): Hex {
  if (name === NO_REASON) return "0x";
  const selector = selectors.get(name);
  if (selector === undefined) throw new TypeError(`no contract has an error ${name}`);
  return selector;
}

/** The error's name, or the raw data of an unknown one. */
export function errorName(data: Hex): string {
  if (data === "0x") return NO_REASON;
  if (data.startsWith("0x4e487b71")) return `Panic(${BigInt(`0x${data.slice(10)}`)})`;
  return names.get(data.slice(0, 10) as Hex) ?? data;
}

function canonical(input: AbiError["inputs"][number]): string {
  if (!("components" in input)) return input.type;
  return input.type.replace("tuple", `(${input.components.map(canonical).join(",")})`);
}
