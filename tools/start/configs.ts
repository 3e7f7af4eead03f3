import { join } from "node:path";
import { hdAccount } from "@cseth/devnet/accounts";
import type { Devnet } from "@cseth/devnet/types";
import type { Hex } from "viem";
import { recordFolder } from "../../deploy/run.ts";
import { LANES } from "./lanes.ts";

export const INSTANCE = "devnet";
export const POLL_MS = 250;
/** Of members of the oracle: frames end and become final every 64 slots. */
const ORACLE_POLL_MS = 800;
/** Every report roots rewards: mainnet's seven would make most of the round a wait for the next root. */
const rewardFrames = 1;

/** Which of the devnet's known accounts plays what, beside the depositors of `lanes.ts`. `user` is for whoever tries the command line. */
export const parts = {
  deployer: 0,
  staker: 1,
  operator: 2,
  relayer: 4,
  user: 5,
  governance: 8,
  treasury: 9,
  oracles: [11, 12, 13, 14, 15],
};

type ConfigInput = { devnet: Devnet; deploymentsFolder: string };

function chainsOf({ devnet, deploymentsFolder }: ConfigInput) {
  const chain = (laneId: number, chainId: number, rpcUrl: string) => ({
    chainId,
    rpcUrls: [rpcUrl],
    // The devnet's time begins in the past.
    maxHeadAgeSeconds: Number.MAX_SAFE_INTEGER,
    deployments: join(deploymentsFolder, recordFolder({ instance: INSTANCE }, laneId)),
    pollMs: POLL_MS,
  });
  return {
    l1: chain(0, devnet.l1.chainId, devnet.l1.rpcUrl),
    lanes: LANES.map(({ laneId, kind, rollup }) => {
      const { chainId, rpcUrl } = rollup(devnet);
      return { laneId, kind, ...chain(laneId, chainId, rpcUrl) };
    }),
  };
}

export function relayerConfig({ folder, ...input }: ConfigInput & { folder: string }) {
  const { l1, lanes } = chainsOf(input);
  const signers = [{ key: keyOf(parts.relayer) }];
  return {
    dataDir: join(folder, "relayer"),
    http: { port: 0 },
    planner: { closeBatchAfterSeconds: 20 },
    keeper: { beaconUrls: [input.devnet.beacon.url] },
    l1: { ...l1, signers },
    lanes: lanes.map((lane) => ({ ...lane, signers })),
  };
}

/** Of the oracle's members, by number from 1. */
export const oracleName = (number: number) => `oracle-${number}`;

export function oracleConfig({ account, ...input }: ConfigInput & { account: number }) {
  const { l1, lanes } = chainsOf(input);
  return {
    l1,
    lanes,
    rewardFrames,
    oracle: { key: keyOf(account), beaconUrls: [input.devnet.beacon.url], pollMs: ORACLE_POLL_MS },
  };
}

/** For `cseth stake` and the like: an account of its own on both chains. */
export function userConfig(input: ConfigInput) {
  const { l1, lanes } = chainsOf(input);
  const signers = [{ key: keyOf(parts.user) }];
  return { rewardFrames, l1: { ...l1, signers }, lanes: lanes.map((lane) => ({ ...lane, signers })) };
}

/** Of the account of the devnet with this number. */
export function keyOf(index: number): Hex {
  const { privateKey } = hdAccount(index).getHdKey();
  if (!privateKey) throw new TypeError(`account ${index} has no private key`);
  return `0x${Buffer.from(privateKey).toString("hex")}`;
}
