import { laneHubAbi } from "@cseth/shared/abi/LaneHub";
import type { Hex } from "viem";
import type { LaneRound } from "./lane-round.ts";
import { type Patience, type Seen, waitFor } from "./watch.ts";

/**
 * The fast way's note of a batch on L1, which may have come after the batch.
 * @throws when the two told different stories: then L1 has frozen the fast way
 */
export async function awaitNote(
  { lane, at, onL1 }: LaneRound,
  { batch: batchNonce, patience }: { batch: bigint; patience: Patience },
): Promise<{ seen: Seen<unknown>; digest: Hex }> {
  const { client, fromBlock } = onL1;
  const events = {
    address: at.laneHub,
    abi: laneHubAbi,
    args: { laneId: lane.laneId, batchNonce },
    fromBlock,
  } as const;
  return waitFor({
    what: "FastNoted",
    patience,
    read: async () => {
      const [frozen] = await client.getContractEvents({ ...events, eventName: "FastFrozen", strict: true });
      if (frozen) {
        const { noted, found } = frozen.args;
        throw new TypeError(`L1 was told ${noted}, found ${found}, and has frozen the fast way`);
      }
      const [noted] = await client.getContractEvents({ ...events, eventName: "FastNoted", strict: true });
      const [late] = await client.getContractEvents({ ...events, eventName: "FastNoteIgnored", strict: true });
      const log = noted ?? late;
      if (!log) return undefined;
      const seen = { tx: log.transactionHash, block: log.blockNumber, args: log.args };
      return { seen, digest: log.args.digest };
    },
  });
}
