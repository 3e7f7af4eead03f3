import type { ChainClient } from "../chain/client.ts";
import { createLogReader } from "../chain/logReader.ts";
import type { Logger } from "../telemetry/logger.ts";
import { FACT_TOPICS, type Fact, type FactContracts, factsIn } from "./facts.ts";

export type History = {
  /** All facts up to and including this block, in chain order. Only for a block that is final. */
  upTo: (block: bigint) => Promise<readonly Fact[]>;
};

/**
 * Facts from L1's logs: anyone with a node reads the same, and no state of the past is needed. What has been read stays
 * in memory, some 300 bytes a fact; a new process reads it all again.
 */
export function createHistory({
  client,
  contracts,
  startBlock,
  maxRange,
  logger,
}: {
  client: ChainClient;
  contracts: FactContracts;
  /** First block that may hold a fact. */
  startBlock: bigint;
  /** Most blocks asked for in one log query. */
  maxRange: number;
  logger: Logger;
}): History {
  const addresses = Object.values(contracts);
  const reader = createLogReader({ client, filter: { addresses, topics: FACT_TOPICS }, maxRange, logger });
  const facts: Fact[] = [];
  let next = startBlock;
  let reading: Promise<void> = Promise.resolve();

  async function read(to: bigint): Promise<void> {
    while (next <= to) {
      const { logs, reached } = await reader.readRange({ from: next, to });
      facts.push(...logs.flatMap((log) => factsIn(contracts, log)));
      next = reached + 1n;
    }
  }

  return {
    upTo: async (block) => {
      // One after the other: two readers would note the same blocks twice. A failed one leaves what it has read.
      const turn = reading.then(
        () => read(block),
        () => read(block),
      );
      reading = turn;
      await turn;
      return facts.filter((fact) => fact.block <= block);
    },
  };
}
