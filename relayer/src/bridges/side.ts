import type { Address } from "viem";
import type { ChainClient } from "../chain/client.ts";
import type { FinalityConfig } from "../config/schema.ts";

/** One end of a lane's canonical transport. */
export type Side = {
  client: ChainClient;
  finality: FinalityConfig;
  /** Our gateway on this chain. */
  gateway: Address;
};
