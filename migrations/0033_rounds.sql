-- When a cohort is next asked for its week, and the last week that was dealt with, asked or passed over.
create table round_schedules (
    cohort_id integer primary key references cohorts on delete cascade,
    done_week text,
    next_week text,
    next_at integer,
    check ((next_week is null) = (next_at is null))
) strict, without rowid;
create index round_schedules_due on round_schedules (next_at) where next_at is not null;

-- A week a cohort was asked about: its thread, and its digest.
create table rounds (
    id integer primary key,
    cohort_id integer not null references cohorts on delete cascade,
    week text not null,
    asked_at integer not null,
    -- Until when answers are taken.
    closes_at integer not null,
    -- When its digest is due; null once that was decided.
    digest_at integer,
    -- Whether there was something to tell.
    digest text check (digest in ('said', 'none')),
    unique (cohort_id, week),
    check ((digest_at is null) = (digest is not null))
) strict;
create index rounds_digest_due on rounds (digest_at) where digest_at is not null;

-- What members answered: with the form, or typed in the thread. What is typed there stays there: only where it stands is kept.
create table round_answers (
    id integer primary key,
    round_id integer not null references rounds on delete cascade,
    person_id integer not null references people,
    learned text,
    struggled text,
    wants_help integer not null default 0 check (wants_help in (0, 1)),
    channel text,
    ts text,
    link text,
    written_at integer not null,
    edited_at integer,
    -- Its words are gone then.
    taken_back_at integer,
    check ((channel is null) = (ts is null)),
    check (channel is null or (learned is null and struggled is null)),
    check (taken_back_at is null or (learned is null and struggled is null)),
    check (channel is not null or taken_back_at is not null or learned is not null or struggled is not null)
) strict;
create index round_answers_of_round on round_answers (round_id, written_at);
create unique index round_answers_written on round_answers (round_id, person_id)
    where channel is null and taken_back_at is null;
create unique index round_answers_typed on round_answers (channel, ts) where channel is not null;
