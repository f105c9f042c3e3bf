-- A check-in can close earlier weeks too. What came of asking for such a week stays as it was; nothing more is asked.
alter table asked_weeks add column covered_by integer references checkins on delete set null;
create index asked_weeks_covered on asked_weeks (covered_by) where covered_by is not null;

-- What somebody wrote for one reader alone, until it is delivered: then the words go, and only that there was one stays.
create table asides (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    author_id integer not null references people,
    reader_id integer not null references people,
    kind text not null check (kind in ('off_to_partner', 'off_to_lead', 'question')),
    words text,
    written_at integer not null,
    view_id text not null,
    unique (view_id, reader_id)
) strict;
