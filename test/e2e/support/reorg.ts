import assert from "node:assert/strict";
import { join } from "node:path";
import { createConnection } from "@cseth/relayer/store/connection";
import { openCluster } from "@cseth/relayer/store/postgres/cluster";
import { l2HubAbi } from "@cseth/shared/abi/L2Hub";
import type { Hex } from "viem";
import { silentLogger } from "../../support/postgres.ts";
import { LANE_ID, type World } from "./world.ts";

/**
 * A batch is closed, the relayer has stored it, and a reorganisation of L1 takes its L2 block away: the relayer lets go
 * of it, and knows it as it is closed again.
 */
export async function reorganiseClose({
  world,
  laneId,
  batchNonce,
  stake,
  until,
}: {
  world: World;
  laneId: number;
  batchNonce: bigint;
  /** Something to close, on the lane. */
  stake: () => Promise<void>;
  until: (what: string, holds: () => Promise<boolean>) => Promise<void>;
}): Promise<void> {
  const { devnet } = world;
  const [l2, { chainId }] = laneId === LANE_ID ? [world.l2, devnet.op] : [world.otherL2, devnet.arbitrum];
  // The relayer's database, beside the relayer.
  const { url } = await openCluster({ folder: join(world.folder, "relayer/postgres"), logger: silentLogger });
  const store = createConnection({ url, logger: silentLogger });
  try {
    await devnet.clock.pause();
    await stake();
    // Slot by slot, and on only when the relayer has seen all there is: so the close is never far behind the head.
    let first = await closeOf();
    for (let slot = 0; first === undefined; slot += 1) {
      assert(slot < 100, "not closed within 100 slots");
      await devnet.mineSlots(1);
      await until("the relayer to have read the L2", async () => {
        const { rows } = await store.pool.query("select min(block_number) as at from cursor where chain_id = $1", [
          chainId,
        ]);
        return rows[0]?.at === (await l2.getBlockNumber({ cacheTime: 0 }));
      });
      first = await closeOf();
    }
    const { blockHash } = first;
    await until("the relayer to know the batch", async () => (await rowsOf(blockHash)).message === 1);

    await devnet.reorgL1(2);
    devnet.clock.resume();
    let again: Hex | undefined;
    await until("the batch closed again", async () => {
      again = (await closeOf())?.blockHash;
      return again !== undefined && again !== blockHash;
    });
    await until("the relayer to know it as it is now", async () => (await rowsOf(again ?? "0x")).message === 1);
    assert.deepEqual(await rowsOf(blockHash), { block: 0, raw_event: 0, message: 0 });
  } finally {
    devnet.clock.resume();
    await store.close();
  }

  async function closeOf() {
    const hub = { address: world.plan.l2("L2Hub", laneId), abi: l2HubAbi, fromBlock: 0n } as const;
    const [close] = await l2.getContractEvents({ ...hub, eventName: "BatchSent", args: { batchNonce } });
    return close;
  }

  /** Rows that rest on a block of the L2. */
  async function rowsOf(hash: Hex): Promise<Record<"block" | "raw_event" | "message", number>> {
    const count = async (table: string, column: string) => {
      const { rows } = await store.pool.query(`select 1 from ${table} where ${column} = $1`, [
        Buffer.from(hash.slice(2), "hex"),
      ]);
      return rows.length;
    };
    return {
      block: await count("block", "hash"),
      raw_event: await count("raw_event", "block_hash"),
      message: await count("message", "source_block"),
    };
  }
}
