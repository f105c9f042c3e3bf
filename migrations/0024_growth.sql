-- How a pair that began is over; null while it is not.
alter table pairs add column ending text check (ending in ('completed', 'early'));
-- How much of the programme a running pair still needs.
alter table pairs add column phase text not null default 'weekly' check (phase in ('weekly', 'monthly', 'ad_hoc'));

-- What comes up in the life of a pair on a day of its own: at its start, every four weeks, before a step.
create table occasions (
    pair_id integer not null references pairs on delete cascade,
    occasion text not null,
    -- A day of the mentee's calendar, and when that day begins for them; reckoned again when they move.
    due_on text not null,
    due_at integer not null,
    primary key (pair_id, occasion)
) strict, without rowid;
create index occasions_due on occasions (due_at);
