-- A question about how or why may wait for the next check-in; so long at most.
alter table questions add column held_until integer;
create index questions_held on questions (held_until) where held_until is not null;
create index questions_held_of_pair on questions (pair_id) where held_until is not null;
