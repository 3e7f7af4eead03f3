import { beaconProofsAbi } from "@cseth/shared/abi/BeaconProofs";
import { iBondsAbi } from "@cseth/shared/abi/IBonds";
import { iCoreLensAbi } from "@cseth/shared/abi/ICoreLens";
import { iExpressDeskAbi } from "@cseth/shared/abi/IExpressDesk";
import { iKeeperPurseAbi } from "@cseth/shared/abi/IKeeperPurse";
import { iKeyRegistryAbi } from "@cseth/shared/abi/IKeyRegistry";
import { iL2HubAbi } from "@cseth/shared/abi/IL2Hub";
import { iL2StakingPoolAbi } from "@cseth/shared/abi/IL2StakingPool";
import { iLaneHubAbi } from "@cseth/shared/abi/ILaneHub";
import { iLaneLensAbi } from "@cseth/shared/abi/ILaneLens";
import { iLiquidStakingCoreAbi } from "@cseth/shared/abi/ILiquidStakingCore";
import { iMoveLedgerAbi } from "@cseth/shared/abi/IMoveLedger";
import { iMoveLinkAbi } from "@cseth/shared/abi/IMoveLink";
import { iNodeDeskAbi } from "@cseth/shared/abi/INodeDesk";
import { iOperatorRegistryAbi } from "@cseth/shared/abi/IOperatorRegistry";
import { iPoolLensAbi } from "@cseth/shared/abi/IPoolLens";
import { iReportOracleAbi } from "@cseth/shared/abi/IReportOracle";
import { iValidatorLedgerAbi } from "@cseth/shared/abi/IValidatorLedger";
import { iWithdrawalVaultAbi } from "@cseth/shared/abi/IWithdrawalVault";
import { rewardDistributorAbi } from "@cseth/shared/abi/RewardDistributor";
import { type Address, concat, maxUint64, pad, parseAbi } from "viem";
import { beaconForksOf, DEPOSIT_CONTRACT } from "./beacon.ts";
import { codeOfL1, codeOfLane } from "./code-expectation.ts";
import type { DeployContext, LaneContext } from "./context.ts";
import { EXECUTORS } from "./executors.ts";
import { type Expectation, NOBODY, type Row, rowsOf } from "./expectation.ts";
import { expectationsOfFastL1, expectationsOfFastL2 } from "./fast-expectations.ts";
import { type Gateways, gatewaysOf } from "./gateways.ts";
import { interoperableAddress } from "./plan.ts";
import type { LaneSettings } from "./settings.ts";
import { CANCELLER_ROLE, EXECUTOR_ROLE, PROPOSER_ROLE, timelockArtifact } from "./timelock.ts";

const ownableAbi = parseAbi([
  "function owner() view returns (address)",
  "function pendingOwner() view returns (address)",
]);
const PPB_PER_BPS = 100_000n;
/** The order in which the oracle keeps its members. */
const sorted = (addresses: readonly Address[]) => [...addresses].map((one) => one.toLowerCase()).sort();

/** UUPS contracts answer to the timelock and to nobody in waiting. */
const owned = (contract: string, address: Address, timelock: Address) =>
  rowsOf(contract, address, ownableAbi, [
    { functionName: "owner", expected: timelock },
    { functionName: "pendingOwner", expected: NOBODY },
  ]);

function timelockRows(options: {
  address: Address;
  governance: Address;
  deployer: Address;
  delay: bigint;
}): Expectation[] {
  const { address, governance, deployer, delay } = options;
  const roles = [PROPOSER_ROLE, CANCELLER_ROLE, EXECUTOR_ROLE];
  const deployerIsGovernance = governance.toLowerCase() === deployer.toLowerCase();
  return rowsOf("Timelock", address, timelockArtifact.abi, [
    { functionName: "getMinDelay", expected: delay },
    { functionName: "hasRole", args: [PROPOSER_ROLE, governance], expected: true },
    { functionName: "hasRole", args: [CANCELLER_ROLE, governance], expected: true },
    { functionName: "hasRole", args: [EXECUTOR_ROLE, NOBODY], expected: true },
    // DEFAULT_ADMIN_ROLE is 0: only the timelock itself may give roles.
    ...[deployer, governance].map((account) => ({
      functionName: "hasRole",
      args: [`0x${"00".repeat(32)}`, account],
      expected: false,
    })),
    ...(deployerIsGovernance
      ? []
      : roles.map((role) => ({ functionName: "hasRole", args: [role, deployer], expected: false }))),
  ]);
}

export function expectationsOfL1({ settings, plan, params }: DeployContext): Expectation[] {
  const timelock = plan.l1("Timelock");
  const core = plan.l1("LiquidStakingCore");
  const oracle = plan.l1("ReportOracle");
  const hub = plan.l1("LaneHub");
  const registry = plan.l1("OperatorRegistry");
  return [
    ...codeOfL1({ settings, plan, params }),
    ...timelockRows({
      address: timelock,
      governance: settings.governance,
      deployer: plan.deployer,
      delay: params.timelockDelayL1Seconds,
    }),
    ...owned("LiquidStakingCore", core, timelock),
    ...rowsOf("LiquidStakingCore", core, iLiquidStakingCoreAbi, [
      { functionName: "roles", pick: "reportOracle", expected: oracle },
      { functionName: "roles", pick: "laneHub", expected: hub },
      { functionName: "roles", pick: "treasury", expected: settings.treasury },
      { functionName: "roles", pick: "validatorLedger", expected: plan.l1("ValidatorLedger") },
      { functionName: "roles", pick: "bonds", expected: plan.l1("Bonds") },
      { functionName: "roles", pick: "withdrawalVault", expected: plan.l1("WithdrawalVault") },
      { functionName: "roles", pick: "moveLedger", expected: plan.l1("MoveLedger") },
      { functionName: "reserveFloor", expected: params.reserveFloorWei },
      { functionName: "depositLimits", pick: 0, expected: false },
      {
        functionName: "depositLimits",
        pick: 1,
        expected: (params.depositCapWei / params.depositCapUnitWei) * params.depositCapUnitWei,
      },
    ]),
    ...owned("ReportOracle", oracle, timelock),
    ...rowsOf("ReportOracle", oracle, iReportOracleAbi, [
      { functionName: "CORE", expected: core },
      { functionName: "timing", expected: [settings.genesisTime, params.frameSeconds, settings.beaconGenesis] },
      // Of the last frame there can be: a change that is scheduled counts.
      {
        functionName: "membership",
        args: [maxUint64],
        expected: [sorted(settings.oracleMembers), settings.oracleQuorum],
      },
      { functionName: "fallAllowance", pick: 1, expected: params.fallAllowanceBps * PPB_PER_BPS },
    ]),
    ...owned("LaneHub", hub, timelock),
    ...rowsOf("LaneHub", hub, iLaneHubAbi, [
      { functionName: "CORE", expected: core },
      { functionName: "REPORT_ORACLE", expected: oracle },
      { functionName: "stateUpdateGas", expected: [params.stateUpdateMessageGas, params.settlementGas] },
      ...Object.entries(EXECUTORS).map(([kind, { name, takesRuns }]) => ({
        functionName: "executor",
        args: [Number(kind)],
        expected: [plan.l1(name), takesRuns],
      })),
      { functionName: "expressDesk", expected: plan.l1("ExpressDesk") },
    ]),
    ...rowsOf("ExpressDesk", plan.l1("ExpressDesk"), iExpressDeskAbi, [
      { functionName: "connections", expected: [hub, registry] },
    ]),
    ...owned("MoveLedger", plan.l1("MoveLedger"), timelock),
    ...rowsOf("MoveLedger", plan.l1("MoveLedger"), iMoveLedgerAbi, [
      { functionName: "connections", expected: [hub, core] },
      ...settings.lanes.map(({ laneId }) => ({
        functionName: "laneToken",
        args: [laneId],
        expected: plan.l2("L2StakingPool", laneId),
      })),
    ]),
    ...owned("KeeperPurse", plan.l1("KeeperPurse"), timelock),
    ...rowsOf("KeeperPurse", plan.l1("KeeperPurse"), iKeeperPurseAbi, [
      { functionName: "connections", expected: [hub, oracle] },
      { functionName: "dailyBudget", expected: params.keeperDailyBudgetGwei },
    ]),
    ...rowsOf("CoreLens", plan.l1("CoreLens"), iCoreLensAbi, [{ functionName: "CORE", expected: core }]),
    ...rowsOf("LaneLens", plan.l1("LaneLens"), iLaneLensAbi, [{ functionName: "LANE_HUB", expected: hub }]),
    ...owned("OperatorRegistry", registry, timelock),
    ...rowsOf("OperatorRegistry", registry, iOperatorRegistryAbi, [{ functionName: "LANE_HUB", expected: hub }]),
    ...expectationsOfValidators({ settings, plan, params }),
    ...settings.lanes.flatMap(({ laneId, chainId }) => [
      ...rowsOf("LiquidStakingCore", core, iLiquidStakingCoreAbi, [
        { functionName: "lane", args: [laneId], pick: "exists", expected: true },
        { functionName: "lane", args: [laneId], pick: "heldCap", expected: params.heldCapWei },
      ]),
      ...rowsOf("LaneHub", hub, iLaneHubAbi, [
        {
          functionName: "laneConfig",
          args: [laneId],
          pick: "gateway",
          expected: plan.l1("L1CanonicalGateway", laneId),
        },
        {
          functionName: "laneConfig",
          args: [laneId],
          pick: "peer",
          expected: interoperableAddress({ chainId, address: plan.l2("L2Hub", laneId) }),
        },
      ]),
    ]),
    ...settings.lanes.flatMap((lane) => expectationsOfL1Gateway({ settings, plan, params }, lane)),
    ...settings.lanes.flatMap((lane) => expectationsOfFastL1({ settings, plan, params }, lane)),
  ];
}

function expectationsOfL1Gateway(context: DeployContext, lane: LaneSettings): Expectation[] {
  const { laneId, chainId } = lane;
  const { plan } = context;
  const { l1, l2AddressBareOnL1 } = gatewaysOf(context, lane);
  const peer = plan.l2("L2CanonicalGateway", laneId);
  const bare = { contract: `L2CanonicalGateway of lane ${laneId}`, address: peer, bare: true } as const;
  return [
    ...rowsOf(`L1CanonicalGateway of lane ${laneId}`, plan.l1("L1CanonicalGateway", laneId), l1.abi, [
      ...gatewayRows(l1, { peer, hub: plan.l1("LaneHub"), peerChainId: chainId }),
    ]),
    ...(l2AddressBareOnL1 ? [bare] : []),
  ];
}

function gatewayRows(
  { constants }: Gateways["l1"],
  { peer, hub, peerChainId }: { peer: Address; hub: Address; peerChainId: number },
): Row[] {
  const immutables = { PEER: peer, HUB: hub, PEER_CHAIN_ID: peerChainId, ...constants };
  return Object.entries(immutables).map(([functionName, expected]) => ({ functionName, expected }));
}

function expectationsOfValidators({ settings, plan, params }: DeployContext): Expectation[] {
  const timelock = plan.l1("Timelock");
  const [core, hub, registry] = [plan.l1("LiquidStakingCore"), plan.l1("LaneHub"), plan.l1("OperatorRegistry")];
  const [keys, bonds, ledger] = [plan.l1("KeyRegistry"), plan.l1("Bonds"), plan.l1("ValidatorLedger")];
  const [vault, proofs] = [plan.l1("WithdrawalVault"), plan.l1("BeaconProofs")];
  const forks = beaconForksOf(settings);
  const connections = {
    laneHub: hub,
    core,
    operatorRegistry: registry,
    keyRegistry: keys,
    bonds,
    vault,
    depositContract: DEPOSIT_CONTRACT,
    beaconProofs: proofs,
  };
  return [
    ...owned("KeyRegistry", keys, timelock),
    ...rowsOf("KeyRegistry", keys, iKeyRegistryAbi, [
      { functionName: "LANE_HUB", expected: hub },
      { functionName: "VALIDATOR_LEDGER", expected: ledger },
      { functionName: "CHALLENGE_SECONDS", expected: params.keyChallengeSeconds },
    ]),
    ...owned("Bonds", bonds, timelock),
    ...rowsOf("Bonds", bonds, iBondsAbi, [{ functionName: "connections", expected: [hub, core, registry, ledger] }]),
    ...owned("ValidatorLedger", ledger, timelock),
    ...rowsOf("ValidatorLedger", ledger, iValidatorLedgerAbi, [
      ...Object.entries(connections).map(([pick, expected]) => ({ functionName: "connections", pick, expected })),
      { functionName: "CREDENTIALS", expected: concat(["0x02", pad(vault, { size: 31 })]) },
    ]),
    ...owned("WithdrawalVault", vault, timelock),
    ...rowsOf("WithdrawalVault", vault, iWithdrawalVaultAbi, [
      { functionName: "connections", expected: [core, ledger] },
    ]),
    ...rowsOf("BeaconProofs", proofs, beaconProofsAbi, [
      { functionName: "forks", expected: [forks.gloasSlot, forks.endSlot] },
    ]),
  ];
}

export function expectationsOfLane({ settings, plan, params, lane }: Omit<LaneContext, "startRate">): Expectation[] {
  const { laneId } = lane;
  const at = (name: Parameters<typeof plan.l2>[0]) => plan.l2(name, laneId);
  const { l2: gateway } = gatewaysOf({ settings, plan, params }, lane);
  const timelock = at("Timelock");
  return [
    ...codeOfLane({ settings, plan, params }, lane),
    ...timelockRows({
      address: timelock,
      governance: settings.governance,
      deployer: plan.deployer,
      delay: params.timelockDelayL2Seconds,
    }),
    ...owned("L2StakingPool", at("L2StakingPool"), timelock),
    ...rowsOf("L2StakingPool", at("L2StakingPool"), iL2StakingPoolAbi, [
      { functionName: "hub", expected: at("L2Hub") },
      { functionName: "EXTENSION", expected: at("PoolExtension") },
      { functionName: "parameters", pick: "stakeFeeBps", expected: params.stakeFeeBps },
      { functionName: "parameters", pick: "forwardDelaySeconds", expected: params.forwardDelaySeconds },
      { functionName: "parameters", pick: "poolTargetGwei", expected: params.poolTargetWei / 10n ** 9n },
      { functionName: "parameters", pick: "heldCapGwei", expected: params.heldCapWei / 10n ** 9n },
      { functionName: "stakeLimit", pick: 1, expected: params.stakeLimitCapacityGwei * 10n ** 9n },
    ]),
    ...owned("L2Hub", at("L2Hub"), timelock),
    ...rowsOf("L2Hub", at("L2Hub"), iL2HubAbi, [
      { functionName: "laneId", expected: laneId },
      {
        functionName: "connections",
        expected: [
          at("L2StakingPool"),
          at("NodeDesk"),
          at("RewardDistributor"),
          at("L2CanonicalGateway"),
          interoperableAddress({ chainId: settings.l1ChainId, address: plan.l1("LaneHub") }),
        ],
      },
      { functionName: "batchRules", pick: "minAgeSeconds", expected: params.batchMinAgeSeconds },
      { functionName: "batchRules", pick: "maxAgeSeconds", expected: params.batchAgeSeconds },
      { functionName: "batchRules", pick: "sizeWei", expected: params.batchSizeWei },
      { functionName: "batchRules", pick: "messageGas", expected: params.batchMessageGas },
    ]),
    ...rowsOf("L2Hub", at("L2Hub"), iMoveLinkAbi, [{ functionName: "moveFee", expected: params.moveFeeShares }]),
    ...owned("NodeDesk", at("NodeDesk"), timelock),
    ...rowsOf("NodeDesk", at("NodeDesk"), iNodeDeskAbi, [
      { functionName: "connections", expected: [at("L2Hub"), laneId] },
    ]),
    ...rowsOf("RewardDistributor", at("RewardDistributor"), rewardDistributorAbi, [
      { functionName: "token", expected: at("L2StakingPool") },
      { functionName: "hub", expected: at("L2Hub") },
    ]),
    ...rowsOf("PoolLens", at("PoolLens"), iPoolLensAbi, [{ functionName: "POOL", expected: at("L2StakingPool") }]),
    ...rowsOf("L2CanonicalGateway", at("L2CanonicalGateway"), gateway.abi, [
      ...gatewayRows(gateway, {
        peer: plan.l1("L1CanonicalGateway", laneId),
        hub: at("L2Hub"),
        peerChainId: settings.l1ChainId,
      }),
    ]),
    ...expectationsOfFastL2({ settings, plan, params }, lane),
  ];
}
