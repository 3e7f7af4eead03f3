import type { Kysely, Selectable } from "kysely";
import type { Hash } from "viem";
import { type NonceSlot, type SlotEvent, transition } from "../domain/nonceSlot.ts";
import { appendAudit } from "./audit.ts";
import { lockWithin } from "./locks.ts";
import type { Database } from "./schema.ts";
import { type Call, createTransactionReads, type Signed, type SignerKey, toSlot } from "./transactionReads.ts";

export type NewAttempt = {
  /** The caller's idempotency key. */
  intent: string;
  call: Call;
  items: readonly { kind: string; key: string }[];
};

export type TransactionStore = ReturnType<typeof createTransactionStore>;

/** What we signed and sent. Every change happens in one database transaction together with its audit row. */
export function createTransactionStore({ db, now, actor }: { db: Kysely<Database>; now: () => Date; actor: string }) {
  /**
   * Takes the next nonce, lets `sign` make the bytes for it, and stores nonce, attempt, items and bytes together.
   * @param options.chainNonce the account's next nonce as the chain sees it; a floor for the choice
   * @returns undefined if the intent is already being pursued or has succeeded
   */
  async function reserve(
    key: SignerKey,
    options: { chainNonce: number; attempt: NewAttempt; sign: (nonce: number) => Promise<Signed> },
  ): Promise<{ attemptId: bigint; nonce: number; signed: Signed } | undefined> {
    const { attempt, chainNonce, sign } = options;
    return db.transaction().execute(async (tx) => {
      await lockWithin(tx, `nonces/${key.chainId}/${key.signer}`);
      if (await findLive(tx, key.chainId, attempt.intent)) return undefined;
      const nonce = await nextNonce(tx, key, chainNonce);
      const attemptId = await insertAttempt(tx, key, attempt);
      await openSlot(tx, key, nonce, attemptId);
      const signed = await sign(nonce);
      await storeSigned(tx, { ...key, nonce }, attemptId, signed);
      return { attemptId, nonce, signed };
    });
  }

  /** Fills one unused nonce with a no-op, so that what waits above it can go on. */
  async function reserveNoOp(key: SignerKey, nonce: number, sign: (nonce: number) => Promise<Signed>): Promise<Signed> {
    return db.transaction().execute(async (tx) => {
      await lockWithin(tx, `nonces/${key.chainId}/${key.signer}`);
      await openSlot(tx, key, nonce, null);
      const signed = await sign(nonce);
      await storeSigned(tx, { ...key, nonce }, null, signed);
      return signed;
    });
  }

  /** Stores a replacement with higher fees under the same nonce; it answers what was asked about it. */
  async function addReplacement(key: SignerKey, nonce: number, signed: Signed): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const { asked, attempt_id } = await lockSlot(tx, { ...key, nonce });
      await storeSigned(tx, { ...key, nonce }, asked === "CANCEL" ? null : attempt_id, signed);
      if (asked === "RAISE") await setAsked(tx, { ...key, nonce }, null);
    });
  }

  /** Stores what a person wants of a nonce that waits. @returns false if it waits no more */
  async function ask(key: SignerKey, nonce: number, asked: "RAISE" | "CANCEL"): Promise<boolean> {
    return db.transaction().execute(async (tx) => {
      const { state } = await lockSlot(tx, { ...key, nonce });
      if (state !== "SIGNED" && state !== "BROADCAST") return false;
      await setAsked(tx, { ...key, nonce }, asked);
      await audit(tx, { ...key, nonce }, "asked", state, state, { asked });
      return true;
    });
  }

  /** Answers that it cannot be had. */
  async function refuseAsked(key: SignerKey, nonce: number, reason: string): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const { state, asked } = await lockSlot(tx, { ...key, nonce });
      await setAsked(tx, { ...key, nonce }, null);
      await audit(tx, { ...key, nonce }, "refused", state, state, { asked, reason });
    });
  }

  async function setAsked(
    tx: Kysely<Database>,
    { chainId, signer, nonce }: SignerKey & { nonce: number },
    asked: "RAISE" | "CANCEL" | null,
  ): Promise<void> {
    await tx
      .updateTable("nonce_slot")
      .set({ asked })
      .where("chain_id", "=", chainId)
      .where("signer", "=", signer)
      .where("nonce", "=", nonce)
      .execute();
  }

  async function recordAccepted(
    key: SignerKey,
    nonce: number,
    { hash, block }: { hash: Hash; block: bigint },
  ): Promise<void> {
    await db.transaction().execute(async (tx) => {
      await apply(tx, { ...key, nonce }, { type: "accepted" }, { hash });
      await tx
        .updateTable("signed_transaction")
        // The first acceptance counts: sending the same bytes again must not restart the wait for a replacement.
        .set((eb) => ({ accepted_at: now(), accepted_block: eb.fn.coalesce("accepted_block", eb.val(block)) }))
        .where("hash", "=", hash)
        .execute();
    });
  }

  /** Records what the chain says of a nonce. Ends the attempt when the slot becomes FINAL or FREED. */
  async function record(key: SignerKey, nonce: number, event: SlotEvent, reason?: string): Promise<void> {
    await db.transaction().execute(async (tx) => {
      await apply(tx, { ...key, nonce }, event, reason === undefined ? {} : { reason });
    });
  }

  async function apply(
    tx: Kysely<Database>,
    slotKey: SignerKey & { nonce: number },
    event: SlotEvent,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const row = await lockSlot(tx, slotKey);
    const before = toSlot(row);
    const after = transition(before, event);
    const mined = "mined" in after ? after.mined : undefined;
    await tx
      .updateTable("nonce_slot")
      .set({
        state: after.state,
        mined_hash: mined?.hash ?? null,
        block_hash: mined?.blockHash ?? null,
        block_number: mined?.blockNumber ?? null,
        succeeded: mined?.succeeded ?? null,
        cost_wei: mined?.costWei ?? null,
        updated_at: now(),
      })
      .where("chain_id", "=", slotKey.chainId)
      .where("signer", "=", slotKey.signer)
      .where("nonce", "=", slotKey.nonce)
      .execute();
    await audit(tx, slotKey, event.type, before.state, after.state, { ...detail, ...mined });
    await closeAttempt(tx, row, after, String(detail.reason ?? ""));
  }

  /** Ends the attempt of a slot that has come to its own end. */
  async function closeAttempt(
    tx: Kysely<Database>,
    { attempt_id: slotAttempt, asked }: Pick<Selectable<Database["nonce_slot"]>, "attempt_id" | "asked">,
    slot: NonceSlot,
    reason: string,
  ): Promise<void> {
    if (slot.state === "FREED" && slotAttempt !== null) return endAttempt(tx, slotAttempt, "ABANDONED", reason);
    if (slot.state !== "FINAL") return;
    const mined = await tx
      .selectFrom("signed_transaction as t")
      .leftJoin("attempt as a", "a.id", "t.attempt_id")
      .select(["t.attempt_id", "a.intent", "a.chain_id"])
      .where("t.hash", "=", slot.mined.hash)
      .executeTakeFirstOrThrow();
    // A nonce that was freed and taken again: older bytes may have won after all.
    if (slotAttempt !== null && slotAttempt !== mined.attempt_id) {
      const why = asked === "CANCEL" ? "cancelled by the operator" : "an older transaction of ours used its nonce";
      await endAttempt(tx, slotAttempt, "ABANDONED", why);
    }
    if (mined.attempt_id === null) return;
    const isReopened = slotAttempt !== mined.attempt_id;
    if (isReopened && mined.intent && (await findLive(tx, mined.chain_id ?? 0, mined.intent))) return;
    const [state, why] = slot.mined.succeeded
      ? (["SUCCEEDED", null] as const)
      : (["FAILED", "included and reverted"] as const);
    await endAttempt(tx, mined.attempt_id, state, why);
  }

  async function endAttempt(
    tx: Kysely<Database>,
    id: bigint,
    state: "SUCCEEDED" | "FAILED" | "ABANDONED",
    reason: string | null,
  ): Promise<void> {
    await tx.updateTable("attempt").set({ state, reason, closed_at: now() }).where("id", "=", id).execute();
  }

  async function storeSigned(
    tx: Kysely<Database>,
    slotKey: SignerKey & { nonce: number },
    attemptId: bigint | null,
    signed: Signed,
  ): Promise<void> {
    await tx
      .insertInto("signed_transaction")
      .values({
        hash: signed.hash,
        chain_id: slotKey.chainId,
        signer: slotKey.signer,
        nonce: slotKey.nonce,
        attempt_id: attemptId,
        raw: signed.raw,
        max_fee: signed.maxFee,
        max_priority_fee: signed.maxPriorityFee,
        gas_limit: signed.gasLimit,
        value: signed.value,
        signed_at: now(),
        accepted_block: null,
      })
      // The same call under the same freed nonce at the same price is the same transaction.
      .onConflict((conflict) => conflict.column("hash").doUpdateSet({ attempt_id: attemptId, signed_at: now() }))
      .execute();
    const { hash, maxFee, maxPriorityFee } = signed;
    await apply(tx, slotKey, { type: "signed" }, { hash, maxFee, maxPriorityFee });
  }

  async function insertAttempt(
    tx: Kysely<Database>,
    key: SignerKey,
    { intent, call, items }: NewAttempt,
  ): Promise<bigint> {
    const { id } = await tx
      .insertInto("attempt")
      .values({
        chain_id: key.chainId,
        signer: key.signer,
        intent,
        recipient: call.to,
        data: call.data,
        value: call.value,
        gas_limit: call.gasLimit,
        state: "OPEN",
        reason: null,
        created_at: now(),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    if (items.length > 0) {
      await tx
        .insertInto("attempt_item")
        .values(items.map((item) => ({ attempt_id: id, ...item })))
        .execute();
    }
    return id;
  }

  /** A new RESERVED slot, or a freed one taken again. */
  async function openSlot(
    tx: Kysely<Database>,
    key: SignerKey,
    nonce: number,
    attemptId: bigint | null,
  ): Promise<void> {
    const existing = await tx
      .selectFrom("nonce_slot")
      .selectAll()
      .where("chain_id", "=", key.chainId)
      .where("signer", "=", key.signer)
      .where("nonce", "=", nonce)
      .forUpdate()
      .executeTakeFirst();
    const slot = { chain_id: key.chainId, signer: key.signer, nonce, attempt_id: attemptId, updated_at: now() };
    if (existing) {
      const { state } = transition(toSlot(existing), { type: "reserved" });
      await tx
        .updateTable("nonce_slot")
        .set({ state, attempt_id: attemptId, asked: null, updated_at: now() })
        .where("chain_id", "=", key.chainId)
        .where("signer", "=", key.signer)
        .where("nonce", "=", nonce)
        .execute();
    } else {
      const mined = { mined_hash: null, block_hash: null, block_number: null, succeeded: null, cost_wei: null };
      await tx
        .insertInto("nonce_slot")
        .values({ ...slot, ...mined, state: "RESERVED" })
        .execute();
    }
    await audit(tx, { ...key, nonce }, "reserved", existing?.state, "RESERVED", { attemptId });
  }

  async function audit(
    tx: Kysely<Database>,
    { chainId, signer, nonce }: SignerKey & { nonce: number },
    event: string,
    before: string | undefined,
    after: string,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const subject = `nonce_slot/${chainId}/${signer}/${nonce}`;
    await appendAudit(tx, now(), { actor, subject, event, before, after, detail });
  }

  return {
    reserve,
    reserveNoOp,
    addReplacement,
    ask,
    refuseAsked,
    recordAccepted,
    record,
    ...createTransactionReads({ db }),
  };
}

async function findLive(tx: Kysely<Database>, chainId: number, intent: string): Promise<boolean> {
  const row = await tx
    .selectFrom("attempt")
    .select("id")
    .where("chain_id", "=", chainId)
    .where("intent", "=", intent)
    .where("state", "in", ["OPEN", "SUCCEEDED"])
    .executeTakeFirst();
  return row !== undefined;
}

/** The lowest freed nonce that the chain has not used, else the one after the highest we ever took. */
async function nextNonce(tx: Kysely<Database>, { chainId, signer }: SignerKey, chainNonce: number): Promise<number> {
  const slots = tx.selectFrom("nonce_slot").where("chain_id", "=", chainId).where("signer", "=", signer);
  const freed = await slots
    .select("nonce")
    .where("state", "=", "FREED")
    .where("nonce", ">=", chainNonce)
    .orderBy("nonce")
    .executeTakeFirst();
  if (freed) return freed.nonce;
  const last = await slots.select((eb) => eb.fn.max("nonce").as("nonce")).executeTakeFirst();
  return Math.max(chainNonce, (last?.nonce ?? -1) + 1);
}

async function lockSlot(tx: Kysely<Database>, { chainId, signer, nonce }: SignerKey & { nonce: number }) {
  return tx
    .selectFrom("nonce_slot")
    .selectAll()
    .where("chain_id", "=", chainId)
    .where("signer", "=", signer)
    .where("nonce", "=", nonce)
    .forUpdate()
    .executeTakeFirstOrThrow();
}
