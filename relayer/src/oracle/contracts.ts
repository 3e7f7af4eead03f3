import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Address, isAddress } from "viem";
import type { ChainConfig, Config, LaneConfig, OracleConfig } from "../config/schema.ts";
import { CsethError } from "../domain/errors.ts";
import type { LanePayout } from "../rewards/build.ts";

/** Lanes of which it is known where their operators are paid; see `LanePayout`. */
export function payoutsOf(config: Config): readonly LanePayout[] {
  return config.lanes.flatMap((lane) => {
    const distributor = recorded(lane, "RewardDistributor");
    return distributor ? [{ laneId: lane.laneId, chainId: lane.chainId, distributor }] : [];
  });
}

export type OracleContracts = Readonly<{
  reportOracle: Address;
  /** Board on the lane's L2. */
  board: Address;
  /** Board on L1, if there is one: for reports of a fall, and while L2 is away. */
  fallBoard: Address | undefined;
}>;

/** @throws CONFIG_MISSING_KEY when there is no oracle section */
export function requireOracle(config: Config): OracleConfig {
  if (config.oracle) return config.oracle;
  throw new CsethError({
    code: "CONFIG_MISSING_KEY",
    retry: "never",
    message: "oracle is required for this command",
    fix: "Add the section oracle with key and beaconUrls; see docs/runbooks/oracle.md.",
    context: { path: "oracle" },
  });
}

/** The lane whose L2 carries the signatures. @throws CONFIG_INVALID */
export function boardLaneOf(config: Config): LaneConfig {
  const { boardLaneId } = requireOracle(config);
  const lane = boardLaneId === undefined ? config.lanes[0] : config.lanes.find((entry) => entry.laneId === boardLaneId);
  if (lane) return lane;
  throw new CsethError({
    code: "CONFIG_INVALID",
    retry: "never",
    message: boardLaneId === undefined ? "the oracle needs one lane" : `there is no lane ${boardLaneId}`,
    fix: "Add the lane with the report board to lanes, and name it in oracle.boardLaneId if it is not the first.",
    context: { boardLaneId },
  });
}

/** Addresses from the configuration, else from the records of the deployment. @throws CONFIG_ADDRESS_MISSING */
export function contractsOf(config: Config): OracleContracts {
  const { contracts } = requireOracle(config);
  const lane = boardLaneOf(config);
  return {
    reportOracle: required(contracts.reportOracle ?? recorded(config.l1, "ReportOracle"), "ReportOracle", "l1"),
    board: required(contracts.board ?? recorded(lane, "ReportBoard"), "ReportBoard", "lanes[…]"),
    fallBoard: contracts.fallBoard ?? recorded(config.l1, "ReportBoard"),
  };
}

function recorded({ deployments }: Pick<ChainConfig, "deployments">, name: string): Address | undefined {
  if (deployments === undefined) return undefined;
  let text: string;
  const path = join(deployments, `${name}.json`);
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unusable(path, cause);
  }
  try {
    const { address } = JSON.parse(text) as { address: unknown };
    if (typeof address === "string" && isAddress(address)) return address;
  } catch (cause) {
    throw unusable(path, cause);
  }
  throw unusable(path, "it holds no address");
}

function unusable(path: string, cause: unknown): CsethError {
  return new CsethError({
    code: "CONFIG_DEPLOYMENT_UNREADABLE",
    retry: "never",
    message: `cannot read the deployment record ${path}`,
    fix: "Restore the deployments folder, or correct `deployments` of that chain.",
    context: { path },
    cause,
  });
}

function required(address: Address | undefined, name: string, chain: string): Address {
  if (address) return address;
  throw new CsethError({
    code: "CONFIG_ADDRESS_MISSING",
    retry: "never",
    message: `the address of ${name} is not known`,
    fix: `Set ${chain}.deployments to the folder that holds ${name}.json, or give it in oracle.contracts.`,
    context: { contract: name },
  });
}
