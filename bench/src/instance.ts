// The instance that benches on the devnet measure.
import { hdAccount } from "@cseth/devnet/accounts";
import { arbitrumLane, opStackLane } from "@cseth/devnet/lane-settings";
import type { Devnet } from "@cseth/devnet/types";
import type { DeploySettings } from "../../deploy/settings.ts";

export const OP_LANE = 1;
export const ARBITRUM_LANE = 2;

/** Which of the devnet's accounts plays what. */
export const parts = { operator: 1, relayer: 2, governance: 8, treasury: 9, oracles: [11, 12, 13, 14, 15] };

/** With a lane over each rollup of the devnet. */
export function instanceSettings(devnet: Devnet): DeploySettings {
  const { l1, beacon } = devnet;
  const address = (index: number) => hdAccount(index).address;
  return {
    instance: "bench",
    profile: "devnet",
    l1ChainId: l1.chainId,
    genesisTime: beacon.genesisTime,
    beaconGenesis: beacon.genesisTime,
    oracleMembers: parts.oracles.map(address),
    oracleQuorum: 3,
    treasury: address(parts.treasury),
    governance: address(parts.governance),
    lanes: [opStackLane(devnet, OP_LANE), arbitrumLane(devnet, ARBITRUM_LANE)],
  };
}
