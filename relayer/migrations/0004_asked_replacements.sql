-- What a person asked about a nonce that waits. RAISE: pay more at once, and then it is done. CANCEL: a no-op in its place.
alter table nonce_slot add column asked text check (asked in ('RAISE', 'CANCEL'));
