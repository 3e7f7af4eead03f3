import type { ChainClient } from "../chain/client.ts";
import type { L1Addresses, L2Addresses } from "../config/deployments.ts";
import type { Config, FinalityConfig } from "../config/schema.ts";
import type { BatchStore } from "../store/batches.ts";
import type { FactStore } from "../store/facts.ts";
import type { Incident } from "../store/incidents.ts";
import type { MessageStore } from "../store/messages.ts";
import type { StepStore } from "../store/steps.ts";
import type { WorkStore } from "../store/work.ts";
import type { Failpoint } from "../telemetry/failpoint.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Transactor } from "../tx/transactor.ts";

/** One chain as a lane's loops use it. */
export type LaneChain<Addresses> = {
  client: ChainClient;
  addresses: Addresses;
  finality: FinalityConfig;
  /** Sends for this lane; undefined when the relayer only reads. */
  transactor: Pick<Transactor, "account" | "submit" | "statusOf"> | undefined;
  facts: FactStore;
};

export type Incidents = {
  open: (incident: Incident) => Promise<void>;
  close: (incident: Pick<Incident, "code" | "subject">) => Promise<void>;
};

/** Everything the loops of one lane work with. Lanes share chains and database, and wait for each other nowhere. */
export type Lane = {
  laneId: number;
  l1: LaneChain<L1Addresses>;
  l2: LaneChain<L2Addresses>;
  messages: MessageStore;
  batches: BatchStore;
  carriers: WorkStore;
  steps: StepStore;
  incidents: Incidents;
  config: Config["planner"];
  now: () => Date;
  failpoint: Failpoint;
  logger: Logger;
  metrics: Metrics;
};

/** `lane-1`: how logs, metrics, incidents and steps call a lane. */
export function laneName({ laneId }: { laneId: number }): string {
  return `lane-${laneId}`;
}

/** The chain of a lane with this id. */
export function chainOf(lane: Lane, chainId: number): LaneChain<L1Addresses | L2Addresses> {
  return chainId === lane.l1.client.chainId ? lane.l1 : lane.l2;
}
