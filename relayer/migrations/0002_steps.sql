-- What the planner decided: stored before anything is sent, so that a decision survives kill -9 and is counted.
create table step (
  lane_id    integer not null,
  key        text    not null,                        -- names the effect wanted, e.g. close/7
  kind       text    not null,
  subject    text    not null,                        -- what is moved on by it: lane-1, or lane-1/batch/7
  chain_id   integer not null,
  state      text    not null check (state in ('OPEN', 'DONE', 'DEAD_LETTER', 'SKIPPED')),
  tries      integer not null default 1 check (tries > 0),        -- the running number of the transaction that pursues it
  refusals   integer not null default 0,              -- simulations in a row that said it would revert
  reason     text,
  next_at    timestamptz,                             -- not before; null: at once
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (lane_id, key)
);
create index step_open on step (lane_id, subject) where state <> 'DONE';

-- Chain time of the destination, seconds, from which on a waiting carrier may move; due then or at next_at.
alter table carrier add column wake_at bigint;
create index carrier_wake on carrier (wake_at) where wake_at is not null;

create index message_by_source on message (source_chain, source_block, source_log_index);
