import { params } from "@cseth/shared/params";
import type { Hex } from "viem";
import type { KeeperConfig } from "../config/schema.ts";
import type { Logger } from "../telemetry/logger.ts";
import { createBeaconClient } from "./client.ts";
import { createBeaconHttp } from "./http.ts";
import { readValidators, type ShownValidator } from "./stake.ts";
import { createValidatorProver, type ValidatorProver } from "./validator-proofs.ts";

/** What the beacon chain has recorded of validators, and proofs of it. */
export type Consensus = {
  /**
   * By the newest state that can be proven, which need not be final: L1 verifies against its own ancestors, so that a
   * proof of a block that a reorg removes reverts, and can say nothing wrong.
   */
  recorded: (pubkeys: readonly Hex[]) => Promise<{ slot: bigint; validators: ReadonlyMap<Hex, ShownValidator> }>;
  prove: ValidatorProver["prove"];
};

export function openConsensus({
  keeper: { beaconUrls, beaconTimeoutMs },
  logger,
}: {
  keeper: KeeperConfig;
  logger: Logger;
}): Consensus {
  const http = createBeaconHttp({ urls: beaconUrls, timeoutMs: beaconTimeoutMs, logger });
  // Slots are the same on every profile.
  const { slotsPerEpoch, slotSeconds } = params.mainnet;
  const client = createBeaconClient({ http, slotsPerEpoch });
  const { prove } = createValidatorProver({ http, client, slotSeconds });
  return {
    recorded: async (pubkeys) => {
      const slot = await client.provableSlot();
      return { slot, validators: await readValidators({ http, slot, pubkeys }) };
    },
    prove,
  };
}
