import {
  type Address,
  concat,
  encodePacked,
  getContractAddress,
  getCreate2Address,
  type Hex,
  keccak256,
  toHex,
} from "viem";

/**
 * Addresses before anything is deployed. Every proxy and gateway is created through the CREATE3 factory that rocketh
 * uses on every chain, so an address depends on deployer and name alone, never on constructor arguments: hubs and
 * gateways of both chains can name each other as immutables, and the timelock owns everything from the first block.
 */
export const CREATE3_FACTORY: Address = "0x000000000004d4f168daE7DB3C610F408eE22F57";
/** Creation code of the throw-away proxy the factory creates first (CREATE2) and deploys from (CREATE, nonce 1). */
const CREATE3_PROXY_CODE: Hex = "0x67363d3d37363d34f03d5260086018f3";

/** Contracts that exist once per protocol instance on L1. */
export const L1_NAMES = [
  "Timelock",
  "LiquidStakingCore",
  "ReportOracle",
  "LaneHub",
  "MoveLedger",
  "OperatorRegistry",
  "KeyRegistry",
  "Bonds",
  "ValidatorLedger",
  "WithdrawalVault",
  "BeaconProofs",
  "ExpressDesk",
  "KeeperPurse",
  "CoreLens",
  "LaneLens",
] as const;
/** Contracts that exist once per lane on its L2, the fast gateway if the lane has a fast way. */
export const L2_NAMES = [
  "Timelock",
  "L2StakingPool",
  "PoolExtension",
  "L2Hub",
  "NodeDesk",
  "RewardDistributor",
  "L2CanonicalGateway",
  "L2FastGateway",
  "ReportBoard",
  "PoolLens",
] as const;

/** Gateways exist once per lane. */
export type L1Name = (typeof L1_NAMES)[number] | "L1CanonicalGateway" | "L1FastGateway";
export type L2Name = (typeof L2_NAMES)[number];

/** A salt names instance, chain side and contract; the lane id is part of it where a contract exists per lane. */
export function saltOf({ instance, name, laneId }: { instance: string; name: string; laneId: number }): Hex {
  return keccak256(toHex(`csETH:${instance}:${laneId}:${name}`));
}

/** Address the factory gives to `deployer`'s contract of that salt, on every chain. */
export function create3Address({ deployer, salt }: { deployer: Address; salt: Hex }): Address {
  const namespaced = keccak256(encodePacked(["address", "bytes32"], [deployer, salt]));
  const proxy = getCreate2Address({ from: CREATE3_FACTORY, salt: namespaced, bytecode: CREATE3_PROXY_CODE });
  return getContractAddress({ from: proxy, nonce: 1n });
}

export type Plan = {
  readonly deployer: Address;
  readonly instance: string;
  readonly l1: (name: L1Name, laneId?: number) => Address;
  readonly l2: (name: L2Name, laneId: number) => Address;
};

export function createPlan({ deployer, instance }: { deployer: Address; instance: string }): Plan {
  const address = (name: string, laneId: number) =>
    create3Address({ deployer, salt: saltOf({ instance, name, laneId }) });
  return {
    deployer,
    instance,
    l1: (name, laneId = 0) => address(`L1:${name}`, laneId),
    l2: (name, laneId) => address(`L2:${name}`, laneId),
  };
}

/** ERC-7930 interoperable address of an EVM account: version 1, chain type eip155, chain reference, address. */
export function interoperableAddress({ chainId, address }: { chainId: number; address: Address }): Hex {
  const bytes = Math.ceil(chainId.toString(16).length / 2);
  return concat(["0x00010000", toHex(bytes, { size: 1 }), toHex(chainId, { size: bytes }), "0x14", address]);
}
