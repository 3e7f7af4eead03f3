import { type Abi, type Address, type Hex, keccak256 } from "viem";
import { artifacts } from "../rocketh/deploy.ts";
import type { DeployContext } from "./context.ts";
import { gatewaysOf } from "./gateways.ts";
import { L1_NAMES, type L1Name, type L2Name } from "./plan.ts";
import type { LaneSettings } from "./settings.ts";
import { timelockArtifact } from "./timelock.ts";

/** What the compiler says a contract's code is once deployed, and where its immutables stand in it. */
type Compiled = Readonly<{
  abi: Abi;
  deployedBytecode: Hex;
  immutableReferences?: Readonly<Record<string, readonly Readonly<{ start: number; length: number }>[]>>;
}>;

/** That the code of this checkout runs at an address, itself or behind a UUPS proxy. Immutables are read by other rows. */
export type CodeExpectation = Readonly<{ contract: string; address: Address; runs: Compiled; proxied: boolean }>;

/** Digest of code without its immutables. */
export function codeDigest(code: Hex, { immutableReferences = {} }: Compiled): Hex {
  const bytes = Buffer.from(code.slice(2), "hex");
  for (const { start, length } of Object.values(immutableReferences).flat())
    bytes.subarray(start, start + length).fill(0);
  return keccak256(bytes);
}

/** Without proxy. */
const PLAIN_L1 = [
  "BeaconProofs",
  "ExpressDesk",
  "KeeperPurse",
  "CoreLens",
  "LaneLens",
] as const satisfies readonly L1Name[];
type ProxiedL1 = Exclude<(typeof L1_NAMES)[number], "Timelock" | (typeof PLAIN_L1)[number]>;
const isProxied = (name: L1Name): name is ProxiedL1 => name !== "Timelock" && !PLAIN_L1.some((each) => each === name);
const UUPS_L1 = L1_NAMES.filter(isProxied);
const UUPS_L2 = ["L2StakingPool", "L2Hub", "NodeDesk"] as const satisfies readonly L2Name[];

const proxied = (contract: string, address: Address, artifact: Compiled): CodeExpectation[] => [
  { contract, address, runs: artifacts.ERC1967Proxy, proxied: false },
  { contract, address, runs: artifact, proxied: true },
];
const plain = (contract: string, address: Address, artifact: Compiled): CodeExpectation => ({
  contract,
  address,
  runs: artifact,
  proxied: false,
});

export function codeOfL1(context: DeployContext): CodeExpectation[] {
  const { settings, plan } = context;
  return [
    plain("Timelock", plan.l1("Timelock"), timelockArtifact),
    ...UUPS_L1.flatMap((name) => proxied(name, plan.l1(name), artifacts[name])),
    ...PLAIN_L1.map((name) => plain(name, plan.l1(name), artifacts[name])),
    ...settings.lanes.flatMap((lane) => {
      const { laneId, fast } = lane;
      const of = (name: string) => `${name} of lane ${laneId}`;
      const { l1 } = gatewaysOf(context, lane);
      return [
        plain(of("L1CanonicalGateway"), plan.l1("L1CanonicalGateway", laneId), l1.artifact),
        ...(fast ? [plain(of("L1FastGateway"), plan.l1("L1FastGateway", laneId), artifacts.L1LayerZeroGateway)] : []),
      ];
    }),
  ];
}

export function codeOfLane(context: DeployContext, lane: LaneSettings): CodeExpectation[] {
  const at = (name: L2Name) => context.plan.l2(name, lane.laneId);
  return [
    plain("Timelock", at("Timelock"), timelockArtifact),
    ...UUPS_L2.flatMap((name) => proxied(name, at(name), artifacts[name])),
    plain("PoolExtension", at("PoolExtension"), artifacts.PoolExtension),
    plain("RewardDistributor", at("RewardDistributor"), artifacts.RewardDistributor),
    plain("ReportBoard", at("ReportBoard"), artifacts.ReportBoard),
    plain("PoolLens", at("PoolLens"), artifacts.PoolLens),
    plain("L2CanonicalGateway", at("L2CanonicalGateway"), gatewaysOf(context, lane).l2.artifact),
    ...(lane.fast ? [plain("L2FastGateway", at("L2FastGateway"), artifacts.L2LayerZeroGateway)] : []),
  ];
}
