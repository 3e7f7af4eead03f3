import type { ReportDomain } from "@cseth/shared/messages/report";
import type { BeaconClient } from "../beacon/client.ts";
import type { ValidatorProver } from "../beacon/validator-proofs.ts";
import type { ChainClient } from "../chain/client.ts";
import type { Rewards } from "../rewards/rewards.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Board } from "./board.ts";
import type { ChainView } from "./chain-view.ts";
import type { ConsensusReader } from "./consensus-reader.ts";

/** What every command of the oracle reads from; holds no key. */
export type OracleContext = {
  view: ChainView;
  l1: ChainClient;
  beacon: BeaconClient;
  consensus: ConsensusReader;
  prover: ValidatorProver;
  rewards: Rewards;
  /** On the lane's L2. */
  board: Board;
  /** On L1, if deployed: for reports of a fall, and while L2 is away. */
  fallBoard: Board | undefined;
  domain: ReportDomain;
  /** Most blocks of L1 asked for in one log query. */
  maxLogRange: number;
  logger: Logger;
};
