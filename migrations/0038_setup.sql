-- What a lead has chosen while setting the programme up, until it is started: nothing of it counts before that.
create table setups (
    person_id integer primary key references people on delete cascade,
    -- When the form was opened, in Unix milliseconds: what was chosen in an earlier one is no part of it.
    opened integer not null,
    -- What was chosen, as JSON.
    plan text not null,
    changed_at integer not null
) strict;

-- Since when a programme asks for check-ins at another time, while its pairs have still to follow.
alter table programmes add column rhythm_since integer;

-- The day from which on a pair is to begin, where that is later than the second yes, and the first instant of it where the
-- mentee is: known once both have said yes, and moved with them.
alter table pairs add column starts_on text;
alter table pairs add column starts_at integer;
create index pairs_to_start on pairs (starts_at) where state = 'proposed' and starts_at is not null;
