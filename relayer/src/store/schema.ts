import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Address, Hash, Hex } from "viem";

/**
 * How columns look in TypeScript. Normalised once, in `connection.ts`: `bigint` and `numeric` are bigints, `bytea` is
 * 0x-prefixed lower-case hexadecimal both ways, `timestamptz` is a Date, `jsonb` is written as text.
 */
type Json = JSONColumnType<Record<string, unknown>>;
type Time = ColumnType<Date, Date, Date>;
type NullableTime = ColumnType<Date | null, Date | null | undefined, Date | null>;

export type SlotKey = { chainId: number; signer: Address; nonce: number };

export type Database = {
  block: { chain_id: number; number: bigint; hash: Hash; parent_hash: Hash; timestamp: bigint };
  raw_event: {
    chain_id: number;
    block_hash: Hash;
    log_index: number;
    block_number: bigint;
    transaction_hash: Hash;
    transaction_index: number;
    address: Address;
    event_name: string;
    topics: Hex;
    data: Hex;
  };
  cursor: { chain_id: number; stream: string; block_number: bigint; block_hash: Hash; updated_at: Time };
  message: {
    id: Generated<bigint>;
    route: string;
    sequence: bigint;
    kind: string;
    hash: Hash;
    source_chain: number;
    source_block: Hash;
    source_log_index: number;
    target_chain: number;
    value: bigint;
    payload: Hex;
  };
  batch: {
    lane_id: number;
    nonce: bigint;
    phase: string;
    actions_root: Hash | null;
    action_count: number;
    executed: number;
    message_route: string | null;
    updated_at: Time;
  };
  carrier: {
    route: string;
    sequence: bigint;
    kind: string;
    phase: string;
    detail: Json;
    failures: Generated<number>;
    next_at: NullableTime;
    deadline_at: NullableTime;
    /** Chain time of the destination, seconds. */
    wake_at: bigint | null;
    leased_by: string | null;
    leased_until: NullableTime;
    updated_at: Time;
  };
  step: {
    lane_id: number;
    key: string;
    kind: string;
    subject: string;
    chain_id: number;
    state: "OPEN" | "DONE" | "DEAD_LETTER" | "SKIPPED";
    tries: Generated<number>;
    refusals: Generated<number>;
    reason: string | null;
    next_at: NullableTime;
    created_at: Time;
    updated_at: Time;
  };
  attempt: {
    id: Generated<bigint>;
    chain_id: number;
    signer: Address;
    intent: string;
    recipient: Address;
    data: Hex;
    value: bigint;
    gas_limit: bigint;
    state: "OPEN" | "SUCCEEDED" | "FAILED" | "ABANDONED";
    reason: string | null;
    created_at: Time;
    closed_at: NullableTime;
  };
  attempt_item: { attempt_id: bigint; kind: string; key: string };
  nonce_slot: {
    chain_id: number;
    signer: Address;
    nonce: number;
    state: "RESERVED" | "SIGNED" | "BROADCAST" | "INCLUDED" | "FINAL" | "FREED";
    attempt_id: bigint | null;
    mined_hash: Hash | null;
    block_hash: Hash | null;
    block_number: bigint | null;
    succeeded: boolean | null;
    cost_wei: bigint | null;
    asked: "RAISE" | "CANCEL" | null;
    updated_at: Time;
  };
  signed_transaction: {
    hash: Hash;
    chain_id: number;
    signer: Address;
    nonce: number;
    attempt_id: bigint | null;
    raw: Hex;
    max_fee: bigint;
    max_priority_fee: bigint;
    gas_limit: bigint;
    value: bigint;
    signed_at: Time;
    accepted_at: NullableTime;
    accepted_block: bigint | null;
  };
  audit: {
    id: Generated<bigint>;
    at: Time;
    actor: string;
    subject: string;
    event: string;
    before: string | null;
    after: string | null;
    detail: Json;
  };
  incident: {
    id: Generated<bigint>;
    code: string;
    subject: string;
    severity: "critical" | "high" | "medium";
    detail: Json;
    opened_at: Time;
    closed_at: NullableTime;
  };
  lease: { name: string; holder: string; until: Time };
};
