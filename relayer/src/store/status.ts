import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";

export type StoreStatus = {
  cursors: readonly { chainId: number; stream: string; block: bigint; updatedAt: Date }[];
  openSlots: readonly { chainId: number; signer: string; state: string; count: number; firstNonce: number }[];
  incidents: readonly { code: string; subject: string; severity: string; openedAt: Date; reason?: string }[];
};

/** What an operator asks first: how far, how much is under way, what is wrong. */
export async function readStatus(db: Kysely<Database>): Promise<StoreStatus> {
  const [cursors, slots, incidents] = await Promise.all([
    db.selectFrom("cursor").selectAll().orderBy("chain_id").orderBy("stream").execute(),
    db
      .selectFrom("nonce_slot")
      .select(["chain_id", "signer", "state"])
      .select((eb) => [eb.fn.countAll<bigint>().as("count"), eb.fn.min("nonce").as("first_nonce")])
      .where("state", "not in", ["FINAL", "FREED"])
      .groupBy(["chain_id", "signer", "state"])
      .orderBy("chain_id")
      .execute(),
    db.selectFrom("incident").selectAll().where("closed_at", "is", null).orderBy("opened_at").execute(),
  ]);
  return {
    cursors: cursors.map((row) => ({
      chainId: row.chain_id,
      stream: row.stream,
      block: row.block_number,
      updatedAt: row.updated_at,
    })),
    openSlots: slots.map((row) => ({
      chainId: row.chain_id,
      signer: row.signer,
      state: row.state,
      count: Number(row.count),
      firstNonce: row.first_nonce,
    })),
    incidents: incidents.map((row) => ({
      code: row.code,
      subject: row.subject,
      severity: row.severity,
      openedAt: row.opened_at,
      ...(typeof row.detail.reason === "string" && { reason: row.detail.reason }),
    })),
  };
}
