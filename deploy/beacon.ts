import type { Address } from "viem";
import { DeployError } from "./create3.ts";
import type { BeaconForks, DeploySettings } from "./settings.ts";

/** The consensus layer's deposit contract: here on Ethereum, Hoodi and the devnet. */
export const DEPOSIT_CONTRACT: Address = "0x00000000219ab540356cBB839Cbe05303d7705Fa";

/** A chain that stays with Fulu, as the devnet's does. */
export const FULU_ONLY: BeaconForks = { gloasSlot: 2 ** 40 - 1, endSlot: 2 ** 40 - 1 };

/** On a real network the forks ahead must be named: a guess could make proofs show anything (T-37). */
export function beaconForksOf({ beaconForks, profile }: DeploySettings): BeaconForks {
  if (beaconForks) return beaconForks;
  if (profile === "devnet") return FULU_ONLY;
  throw new DeployError("settings.beaconForks is missing: name the first slot of Gloas and the last known fork's end.");
}
