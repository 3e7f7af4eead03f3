import { type L1Addresses, type L2Addresses, readL1Addresses, readL2Addresses } from "./config/deployments.ts";
import type { ChainConfig, Config } from "./config/schema.ts";
import { CsethError } from "./domain/errors.ts";

export type ProtocolAddresses = { l1: L1Addresses; lanes: ReadonlyMap<number, L2Addresses> };

/** Where our contracts are; undefined when no deployment is configured at all. @throws CONFIG_* */
export function readAddresses(config: Config): ProtocolAddresses | undefined {
  if (config.lanes.length === 0 || (!config.l1.deployments && config.lanes.every((lane) => !lane.deployments))) {
    return undefined;
  }
  const laneIds = config.lanes.map(({ laneId }) => laneId);
  return {
    l1: readL1Addresses({ folder: folderOf("l1", config.l1), laneIds }),
    lanes: new Map(
      config.lanes.map((lane) => [lane.laneId, readL2Addresses({ folder: folderOf(`lane-${lane.laneId}`, lane) })]),
    ),
  };
}

function folderOf(chain: string, { deployments }: ChainConfig): string {
  if (deployments !== undefined) return deployments;
  throw new CsethError({
    code: "CONFIG_DEPLOYMENTS_MISSING",
    retry: "never",
    message: `${chain} has no deployments`,
    fix: `Set deployments of ${chain} to the folder its deployment wrote.`,
    context: { chain },
  });
}
