import type { Kysely, Selectable } from "kysely";
import type { Address, Hash, Hex } from "viem";
import type { NonceSlot } from "../domain/nonceSlot.ts";
import type { Database } from "./schema.ts";

export type SignerKey = { chainId: number; signer: Address };

export type Signed = {
  hash: Hash;
  raw: Hex;
  maxFee: bigint;
  maxPriorityFee: bigint;
  gasLimit: bigint;
  value: bigint;
};

export type SignedRow = Signed & { acceptedAt: Date | null; acceptedBlock: bigint | null; isNoOp: boolean };

export type Call = { to: Address; data: Hex; value: bigint; gasLimit: bigint };

export type OpenSlot = {
  nonce: number;
  slot: NonceSlot;
  /** What it is meant to do; undefined for a no-op. */
  attemptId: bigint | undefined;
  intent: string | undefined;
  /** What is sent when its fees are raised: a no-op if the operator cancelled it. */
  call: Call;
  /** What the operator asked for and did not get yet. */
  asked: "RAISE" | "CANCEL" | undefined;
  /** Everything ever signed under this nonce, oldest first. */
  signed: readonly SignedRow[];
};

export type AttemptStatus = {
  id: bigint;
  intent: string;
  state: "OPEN" | "SUCCEEDED" | "FAILED" | "ABANDONED";
  reason: string | null;
  nonce: number | undefined;
  slot: NonceSlot | undefined;
};

/** Questions about what was signed and sent. */
export function createTransactionReads({ db }: { db: Kysely<Database> }) {
  /** Slots whose story is not over, lowest nonce first. */
  async function openSlots({ chainId, signer }: SignerKey): Promise<readonly OpenSlot[]> {
    const rows = await db
      .selectFrom("nonce_slot as s")
      .leftJoin("attempt as a", "a.id", "s.attempt_id")
      .selectAll("s")
      .select(["a.intent", "a.recipient", "a.data", "a.value", "a.gas_limit"])
      .where("s.chain_id", "=", chainId)
      .where("s.signer", "=", signer)
      .where("s.state", "not in", ["FINAL", "FREED"])
      .orderBy("s.nonce")
      .execute();
    const signed = await signedByNonce(
      { chainId, signer },
      rows.map((row) => row.nonce),
    );
    return rows.map((row) => ({
      nonce: row.nonce,
      slot: toSlot(row),
      attemptId: row.attempt_id ?? undefined,
      intent: row.intent ?? undefined,
      call: callOf(row.asked === "CANCEL" ? undefined : row, signer),
      asked: stillAsked(row.asked, signed.get(row.nonce) ?? []),
      signed: signed.get(row.nonce) ?? [],
    }));
  }

  /** Signers of ours that have used or taken this nonce. */
  async function signersAt(chainId: number, nonce: number): Promise<readonly Address[]> {
    const rows = db
      .selectFrom("nonce_slot")
      .select("signer")
      .where("chain_id", "=", chainId)
      .where("nonce", "=", nonce);
    return (await rows.execute()).map(({ signer }) => signer);
  }

  /** Why what was last asked about a nonce could not be had. */
  async function refusalOf({ chainId, signer }: SignerKey, nonce: number): Promise<string | undefined> {
    const row = await db
      .selectFrom("audit")
      .select("detail")
      .where("subject", "=", `nonce_slot/${chainId}/${signer}/${nonce}`)
      .where("event", "=", "refused")
      .orderBy("id", "desc")
      .executeTakeFirst();
    return row && String((row.detail as { reason?: unknown }).reason);
  }

  async function signedByNonce({ chainId, signer }: SignerKey, nonces: readonly number[]) {
    const byNonce = new Map<number, SignedRow[]>();
    if (nonces.length === 0) return byNonce;
    const rows = await db
      .selectFrom("signed_transaction")
      .selectAll()
      .where("chain_id", "=", chainId)
      .where("signer", "=", signer)
      .where("nonce", "in", nonces)
      .orderBy("signed_at")
      .orderBy("max_fee")
      .execute();
    for (const row of rows) byNonce.set(row.nonce, [...(byNonce.get(row.nonce) ?? []), toSignedRow(row)]);
    return byNonce;
  }

  /** Nonces, among these, that hold no open or final slot: what a gap is made of. */
  async function unusedNonces({ chainId, signer }: SignerKey, from: number, below: number): Promise<readonly number[]> {
    const rows = await db
      .selectFrom("nonce_slot")
      .select("nonce")
      .where("chain_id", "=", chainId)
      .where("signer", "=", signer)
      .where("nonce", ">=", from)
      .where("nonce", "<", below)
      .where("state", "!=", "FREED")
      .execute();
    const used = new Set(rows.map((row) => row.nonce));
    return Array.from({ length: Math.max(0, below - from) }, (_, index) => from + index).filter(
      (nonce) => !used.has(nonce),
    );
  }

  /** Ether spent since a time, counting what is still open at the most it can cost. */
  async function spentSince({ chainId, signer }: SignerKey, since: Date): Promise<bigint> {
    const settled = await db
      .selectFrom("nonce_slot")
      .select((eb) => eb.fn.coalesce(eb.fn.sum<bigint>("cost_wei"), eb.lit(0)).as("wei"))
      .where("chain_id", "=", chainId)
      .where("signer", "=", signer)
      .where("updated_at", ">=", since)
      .executeTakeFirstOrThrow();
    const open = await openSlots({ chainId, signer });
    const pending = open
      .filter(({ slot }) => !("mined" in slot))
      .reduce((sum, { signed }) => sum + worstCost(signed), 0n);
    return BigInt(settled.wei) + pending;
  }

  /** The newest attempt at an intent. */
  async function statusOf(chainId: number, intent: string): Promise<AttemptStatus | undefined> {
    const row = await db
      .selectFrom("attempt")
      .selectAll()
      .where("chain_id", "=", chainId)
      .where("intent", "=", intent)
      .orderBy("id", "desc")
      .executeTakeFirst();
    if (!row) return undefined;
    const slot = await db.selectFrom("nonce_slot").selectAll().where("attempt_id", "=", row.id).executeTakeFirst();
    return {
      id: row.id,
      intent,
      state: row.state,
      reason: row.reason,
      nonce: slot?.nonce,
      slot: slot ? toSlot(slot) : undefined,
    };
  }

  return { openSlots, signersAt, refusalOf, unusedNonces, spentSince, statusOf };
}

export function toSlot(row: Selectable<Database["nonce_slot"]>): NonceSlot {
  if (row.state !== "INCLUDED" && row.state !== "FINAL") return { state: row.state };
  return {
    state: row.state,
    mined: {
      hash: row.mined_hash as Hash,
      blockHash: row.block_hash as Hash,
      blockNumber: row.block_number as bigint,
      succeeded: row.succeeded as boolean,
      costWei: row.cost_wei as bigint,
    },
  };
}

function toSignedRow(row: Selectable<Database["signed_transaction"]>): SignedRow {
  return {
    hash: row.hash,
    raw: row.raw,
    maxFee: row.max_fee,
    maxPriorityFee: row.max_priority_fee,
    gasLimit: row.gas_limit,
    value: row.value,
    acceptedAt: row.accepted_at,
    acceptedBlock: row.accepted_block,
    isNoOp: row.attempt_id === null,
  };
}

type StoredCall = { recipient: Address | null; data: Hex | null; value: bigint | null; gas_limit: bigint | null };

function callOf(stored: StoredCall | undefined, signer: Address): Call {
  return {
    to: stored?.recipient ?? signer,
    data: stored?.data ?? "0x",
    value: stored?.value ?? 0n,
    gasLimit: stored?.gas_limit ?? 21_000n,
  };
}

/** A cancellation stays with its nonce, for the no-op may have to pay more later; it is answered once one is signed. */
function stillAsked(asked: "RAISE" | "CANCEL" | null, signed: readonly SignedRow[]): OpenSlot["asked"] {
  return asked === null || (asked === "CANCEL" && signed.at(-1)?.isNoOp) ? undefined : asked;
}

function worstCost(signed: readonly Signed[]): bigint {
  return signed.reduce((most, one) => {
    const cost = one.gasLimit * one.maxFee + one.value;
    return cost > most ? cost : most;
  }, 0n);
}
