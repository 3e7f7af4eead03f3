import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Address, getAddress, isAddress } from "viem";
import { z } from "zod";
import { CsethError } from "../domain/errors.ts";

/** Our contracts on L1; a gateway per lane. */
export type L1Addresses = Readonly<{
  core: Address;
  laneHub: Address;
  moveLedger: Address;
  reportOracle: Address;
  operatorRegistry: Address;
  keyRegistry: Address;
  validatorLedger: Address;
  bonds: Address;
  expressDesk: Address;
  gateways: ReadonlyMap<number, Address>;
  /** Of the lanes that have a fast way. */
  fastGateways: ReadonlyMap<number, FastGateway>;
}>;

/** Our contracts on one L2. */
export type L2Addresses = Readonly<{
  pool: Address;
  hub: Address;
  nodeDesk: Address;
  rewardDistributor: Address;
  gateway: Address;
  /** Undefined when the lane has no fast way. */
  fastGateway: FastGateway | undefined;
  reportBoard: Address;
}>;

/** A LayerZero gateway, and who spoke for its verifiers when it was deployed. */
export type FastGateway = Readonly<{ address: Address; verifiers: readonly FastVerifier[] }>;
export type FastVerifier = Readonly<{ address: Address; quorum: number; signers: readonly Address[] }>;

const anAddress = z
  .string()
  .refine((value) => isAddress(value), "is not an address")
  .transform((value) => getAddress(value));
const fastRecord = z.object({
  address: anAddress,
  linkedData: z.object({
    verifiers: z.array(z.object({ address: anAddress, quorum: z.int().min(1), signers: z.array(anAddress) })),
  }),
});

// Files hold the ABI and much else; what the relayer calls is compiled in, so only the address counts.
const record = z.object({ address: z.string().refine((value) => isAddress(value), "is not an address") });

/**
 * Reads the records that a deployment wrote for L1: `<name>.json` with an `address`.
 * @throws CONFIG_DEPLOYMENTS_MISSING, CONFIG_DEPLOYMENT_UNREADABLE
 */
export function readL1Addresses({ folder, laneIds }: { folder: string; laneIds: readonly number[] }): L1Addresses {
  const address = recordReader(folder);
  return {
    core: address("LiquidStakingCore"),
    laneHub: address("LaneHub"),
    moveLedger: address("MoveLedger"),
    reportOracle: address("ReportOracle"),
    operatorRegistry: address("OperatorRegistry"),
    keyRegistry: address("KeyRegistry"),
    validatorLedger: address("ValidatorLedger"),
    bonds: address("Bonds"),
    expressDesk: address("ExpressDesk"),
    gateways: new Map(laneIds.map((laneId) => [laneId, address(`L1CanonicalGateway_${laneId}`)])),
    fastGateways: new Map(
      laneIds.flatMap((laneId) => {
        const gateway = readFastGateway(folder, `L1FastGateway_${laneId}`);
        return gateway ? [[laneId, gateway] as const] : [];
      }),
    ),
  };
}

/**
 * Reads the records that a deployment wrote for one lane's L2.
 * @throws CONFIG_DEPLOYMENTS_MISSING, CONFIG_DEPLOYMENT_UNREADABLE
 */
export function readL2Addresses({ folder }: { folder: string }): L2Addresses {
  const address = recordReader(folder);
  return {
    pool: address("L2StakingPool"),
    hub: address("L2Hub"),
    nodeDesk: address("NodeDesk"),
    rewardDistributor: address("RewardDistributor"),
    gateway: address("L2CanonicalGateway"),
    fastGateway: readFastGateway(folder, "L2FastGateway"),
    reportBoard: address("ReportBoard"),
  };
}

export type LensName = "CoreLens" | "LaneLens" | "PoolLens";

/** Where a view contract is; apart from the others, so that nothing that runs needs one. @throws as above */
export function readLensAddress({ folder, name }: { folder: string; name: LensName }): Address {
  return recordReader(folder)(name);
}

function recordReader(folder: string): (name: string) => Address {
  if (!existsSync(folder)) {
    throw new CsethError({
      code: "CONFIG_DEPLOYMENTS_MISSING",
      retry: "never",
      message: `there is no folder ${folder} with the addresses of our contracts`,
      fix: "Set deployments of that chain to the folder its deployment wrote.",
      context: { folder },
    });
  }
  return (name) => getAddress(readRecord(folder, name, record).address);
}

function readFastGateway(folder: string, name: string): FastGateway | undefined {
  if (!existsSync(join(folder, `${name}.json`))) return undefined;
  const { address, linkedData } = readRecord(folder, name, fastRecord);
  return { address, verifiers: linkedData.verifiers };
}

function readRecord<Schema extends z.ZodType>(folder: string, name: string, schema: Schema): z.output<Schema> {
  const path = join(folder, `${name}.json`);
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new CsethError({
      code: "CONFIG_DEPLOYMENT_UNREADABLE",
      retry: "never",
      message: `${path} does not name the address of ${name}`,
      fix: "Point deployments to a folder of this instance and chain, written by a deployment that finished.",
      context: { path },
      cause,
    });
  }
}
