import { type BeaconConfig, type ChainConfig, createBeaconConfig } from "@lodestar/config";
import { mainnetChainConfig } from "@lodestar/config/configs";
import { ForkName } from "@lodestar/params";
import { hexToBytes } from "viem";
import { systemContracts } from "./predeploys.ts";

/** The fork every block of the devnet is of. Mainnet's preset: sizes, generalized indices and delays are the real ones. */
export const fork = ForkName.fulu;

const forksAtGenesis = {
  ALTAIR_FORK_EPOCH: 0,
  BELLATRIX_FORK_EPOCH: 0,
  CAPELLA_FORK_EPOCH: 0,
  DENEB_FORK_EPOCH: 0,
  ELECTRA_FORK_EPOCH: 0,
  FULU_FORK_EPOCH: 0,
  GLOAS_FORK_EPOCH: Number.POSITIVE_INFINITY,
  HEZE_FORK_EPOCH: Number.POSITIVE_INFINITY,
};

/** Fork versions of our own, so that no signature made for the devnet is worth anything elsewhere, nor the reverse. */
const forkVersions = {
  GENESIS_FORK_VERSION: hexToBytes("0x00000900"),
  ALTAIR_FORK_VERSION: hexToBytes("0x01000900"),
  BELLATRIX_FORK_VERSION: hexToBytes("0x02000900"),
  CAPELLA_FORK_VERSION: hexToBytes("0x03000900"),
  DENEB_FORK_VERSION: hexToBytes("0x04000900"),
  ELECTRA_FORK_VERSION: hexToBytes("0x05000900"),
  FULU_FORK_VERSION: hexToBytes("0x06000900"),
  GLOAS_FORK_VERSION: hexToBytes("0x07000900"),
};

export function createChainConfig({ l1ChainId, genesisTime }: { l1ChainId: number; genesisTime: number }): ChainConfig {
  return {
    ...mainnetChainConfig,
    ...forksAtGenesis,
    ...forkVersions,
    CONFIG_NAME: "cseth-devnet",
    MIN_GENESIS_TIME: genesisTime,
    GENESIS_DELAY: 0,
    DEPOSIT_CHAIN_ID: l1ChainId,
    DEPOSIT_NETWORK_ID: l1ChainId,
    DEPOSIT_CONTRACT_ADDRESS: hexToBytes(systemContracts.depositContract),
    // Validators may leave as soon as they are active, and their ether soon after; mainnet makes them wait 256 epochs,
    // 27 hours of chain time, for each.
    SHARD_COMMITTEE_PERIOD: 0,
    MIN_VALIDATOR_WITHDRAWABILITY_DELAY: 2,
  };
}

export function createConfig(chainConfig: ChainConfig, genesisValidatorsRoot: Uint8Array): BeaconConfig {
  return createBeaconConfig(chainConfig, genesisValidatorsRoot);
}
