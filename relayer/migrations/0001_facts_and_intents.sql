-- Facts: what the chains say. Rows leave only when a reorg removes their block.

create table block (
  chain_id    integer not null,
  number      bigint  not null,
  hash        bytea   not null check (octet_length(hash) = 32),
  parent_hash bytea   not null check (octet_length(parent_hash) = 32),
  timestamp   bigint  not null,                       -- seconds
  primary key (chain_id, hash),
  unique (chain_id, number)                           -- only the chain we follow is kept
);

create table raw_event (
  chain_id          integer not null,
  block_hash        bytea   not null,
  log_index         integer not null,
  block_number      bigint  not null,
  transaction_hash  bytea   not null check (octet_length(transaction_hash) = 32),
  transaction_index integer not null,
  address           bytea   not null check (octet_length(address) = 20),
  event_name        text    not null,
  topics            bytea   not null check (octet_length(topics) % 32 = 0),  -- concatenated
  data              bytea   not null,
  primary key (chain_id, block_hash, log_index),
  foreign key (chain_id, block_hash) references block (chain_id, hash) on delete cascade
);
create index raw_event_by_block on raw_event (chain_id, block_number, log_index);
create index raw_event_by_name on raw_event (chain_id, event_name, block_number, log_index);

-- One row per event stream: every block up to and including this one is stored, without a gap.
create table cursor (
  chain_id     integer not null,
  stream       text    not null,
  block_number bigint  not null,
  block_hash   bytea   not null check (octet_length(block_hash) = 32),
  updated_at   timestamptz not null,
  primary key (chain_id, stream)
);

-- One message of a route, as its sending event announced it. It leaves with that event.
create table message (
  id               bigint generated always as identity primary key,
  route            text    not null,                  -- e.g. lane-1/batch
  sequence         bigint  not null check (sequence > 0),
  kind             text    not null,
  hash             bytea   not null check (octet_length(hash) = 32),
  source_chain     integer not null,
  source_block     bytea   not null,
  source_log_index integer not null,
  target_chain     integer not null,
  value            numeric(78, 0) not null default 0 check (value >= 0),  -- wei carried
  payload          bytea   not null,
  unique (route, sequence),
  foreign key (source_chain, source_block, source_log_index)
    references raw_event (chain_id, block_hash, log_index) on delete cascade
);
create index message_by_hash on message (hash);

-- An L2 batch by its lane and nonce: its figures when closed, and how far L1 has executed it.
create table batch (
  lane_id       integer not null,
  nonce         bigint  not null check (nonce > 0),
  phase         text    not null,
  actions_root  bytea,
  action_count  integer not null default 0,
  executed      integer not null default 0 check (executed >= 0 and executed <= action_count),
  message_route text,
  updated_at    timestamptz not null,
  primary key (lane_id, nonce)
);

-- The work of carrying one message. `phase` is a cache of a pure function of facts and intents: recomputed at will.
-- It refers to its message by route and sequence, not by row, because it must outlive a reorg of the source.
create table carrier (
  route       text    not null,
  sequence    bigint  not null,
  kind        text    not null,
  phase       text    not null,
  detail      jsonb   not null default '{}',
  failures    integer not null default 0,
  next_at     timestamptz,                            -- null: nothing to do
  deadline_at timestamptz,
  leased_by   text,
  leased_until timestamptz,
  updated_at  timestamptz not null,
  primary key (route, sequence)
);
create index carrier_due on carrier (next_at) where next_at is not null;

-- Intents: what we decided to send.

create table attempt (
  id          bigint generated always as identity primary key,
  chain_id    integer not null,
  signer      bytea   not null check (octet_length(signer) = 20),
  intent      text    not null,                       -- the caller's idempotency key
  recipient   bytea   not null check (octet_length(recipient) = 20),
  data        bytea   not null,
  value       numeric(78, 0) not null check (value >= 0),
  gas_limit   bigint  not null check (gas_limit > 0 and gas_limit <= 16777216),
  state       text    not null check (state in ('OPEN', 'SUCCEEDED', 'FAILED', 'ABANDONED')),
  reason      text,
  created_at  timestamptz not null,
  closed_at   timestamptz
);
-- An intent is pursued under one nonce at a time, and never again once it has succeeded.
create unique index attempt_live_intent on attempt (chain_id, intent) where state in ('OPEN', 'SUCCEEDED');

create table attempt_item (
  attempt_id bigint not null references attempt (id),
  kind       text   not null,
  key        text   not null,
  primary key (attempt_id, kind, key)
);
create index attempt_item_by_key on attempt_item (kind, key);

create table nonce_slot (
  chain_id     integer not null,
  signer       bytea   not null check (octet_length(signer) = 20),
  nonce        integer not null check (nonce >= 0),
  state        text    not null check (state in ('RESERVED', 'SIGNED', 'BROADCAST', 'INCLUDED', 'FINAL', 'FREED')),
  attempt_id   bigint  references attempt (id),       -- null: a no-op that fills a gap
  mined_hash   bytea,
  block_hash   bytea,
  block_number bigint,
  succeeded    boolean,
  cost_wei     numeric(78, 0),                        -- value and fees of what was mined
  updated_at   timestamptz not null,
  primary key (chain_id, signer, nonce),
  check ((state in ('INCLUDED', 'FINAL')) = (mined_hash is not null)),
  check ((mined_hash is null) = (block_hash is null) and (mined_hash is null) = (succeeded is null))
);
create index nonce_slot_open on nonce_slot (chain_id, signer, nonce) where state not in ('FINAL', 'FREED');

-- Every transaction ever signed, kept for good: whichever is mined wins.
create table signed_transaction (
  hash             bytea   primary key check (octet_length(hash) = 32),
  chain_id         integer not null,
  signer           bytea   not null,
  nonce            integer not null,
  attempt_id       bigint  references attempt (id),
  raw              bytea   not null,
  max_fee          numeric(78, 0) not null,           -- wei per gas
  max_priority_fee numeric(78, 0) not null,           -- wei per gas
  gas_limit        bigint  not null,
  value            numeric(78, 0) not null,
  signed_at        timestamptz not null,
  accepted_at      timestamptz,                       -- when a node last took it
  accepted_block   bigint,
  foreign key (chain_id, signer, nonce) references nonce_slot (chain_id, signer, nonce)
);
create index signed_transaction_by_nonce on signed_transaction (chain_id, signer, nonce, signed_at);

-- Who did what and why. Written in the transaction of the change it tells of; never changed.
create table audit (
  id      bigint generated always as identity primary key,
  at      timestamptz not null,
  actor   text not null,
  subject text not null,                              -- e.g. nonce_slot/900/0xf39f…/7
  event   text not null,
  before  text,
  after   text,
  detail  jsonb not null default '{}'
);
create index audit_by_subject on audit (subject, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit is append-only';
end $$;
create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();

create table incident (
  id        bigint generated always as identity primary key,
  code      text not null,
  subject   text not null,
  severity  text not null check (severity in ('critical', 'high', 'medium')),
  detail    jsonb not null default '{}',
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index incident_open on incident (code, subject) where closed_at is null;

-- Roles that only one process holds at a time (planner, guard): a second one takes over when the lease runs out.
create table lease (
  name   text primary key,
  holder text not null,
  until  timestamptz not null
);
