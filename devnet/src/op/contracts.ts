import { type Address, parseAbi } from "viem";
import type { ChainReader } from "../chains.ts";
import type { OpAddresses } from "../types.ts";
import { predeploys } from "./predeploys.ts";

export const l2Messenger = predeploys.l2CrossDomainMessenger.address;

export const portalAbi = parseAbi([
  "event TransactionDeposited(address indexed from, address indexed to, uint256 indexed version, bytes opaqueData)",
  "function systemConfig() view returns (address)",
  "function disputeGameFactory() view returns (address)",
  "function anchorStateRegistry() view returns (address)",
  "function superchainConfig() view returns (address)",
  "function ethLockbox() view returns (address)",
  "function guardian() view returns (address)",
  "function respectedGameType() view returns (uint32)",
]);

export const systemConfigAbi = parseAbi([
  "function batcherHash() view returns (bytes32)",
  "function basefeeScalar() view returns (uint32)",
  "function blobbasefeeScalar() view returns (uint32)",
]);

export const disputeGameFactoryAbi = parseAbi([
  "event DisputeGameCreated(address indexed disputeProxy, uint32 indexed gameType, bytes32 indexed rootClaim)",
  "function create(uint32 gameType, bytes32 rootClaim, bytes extraData) payable returns (address)",
  "function initBonds(uint32 gameType) view returns (uint256)",
]);

export const disputeGameAbi = parseAbi([
  "function status() view returns (uint8)",
  "function resolveClaim(uint256 claimIndex, uint256 numToResolve)",
  "function resolve() returns (uint8)",
]);

export const superchainConfigAbi = parseAbi([
  "function pause(address identifier)",
  "function unpause(address identifier)",
]);

export const anchorStateRegistryAbi = parseAbi([
  "function blacklistDisputeGame(address game)",
  "function updateRetirementTimestamp()",
]);

const messengerAbi = parseAbi([
  "function otherMessenger() view returns (address)",
  "function portal() view returns (address)",
]);
const bridgeAbi = parseAbi(["function otherBridge() view returns (address)"]);

/** Reads the rollup's contracts from the chains, beginning at the one place that is the same on every OP-stack chain. */
export async function readOpAddresses({ l1, l2 }: { l1: ChainReader; l2: ChainReader }): Promise<OpAddresses> {
  const l2StandardBridge = predeploys.l2StandardBridge.address;
  const l1CrossDomainMessenger = await l2.readContract({
    address: l2Messenger,
    abi: messengerAbi,
    functionName: "otherMessenger",
  });
  const l1StandardBridge = await l2.readContract({
    address: l2StandardBridge,
    abi: bridgeAbi,
    functionName: "otherBridge",
  });
  const portal = await l1.readContract({ address: l1CrossDomainMessenger, abi: messengerAbi, functionName: "portal" });
  const of = (
    functionName:
      | "systemConfig"
      | "disputeGameFactory"
      | "anchorStateRegistry"
      | "superchainConfig"
      | "ethLockbox"
      | "guardian",
  ): Promise<Address> => l1.readContract({ address: portal, abi: portalAbi, functionName });
  return {
    l1: {
      portal,
      l1CrossDomainMessenger,
      l1StandardBridge,
      systemConfig: await of("systemConfig"),
      disputeGameFactory: await of("disputeGameFactory"),
      anchorStateRegistry: await of("anchorStateRegistry"),
      superchainConfig: await of("superchainConfig"),
      ethLockbox: await of("ethLockbox"),
      guardian: await of("guardian"),
    },
    l2: {
      l2CrossDomainMessenger: l2Messenger,
      l2StandardBridge,
      l2ToL1MessagePasser: predeploys.l2ToL1MessagePasser.address,
      l1Block: predeploys.l1Block.address,
      gasPriceOracle: predeploys.gasPriceOracle.address,
    },
  };
}
