-- What members of a cohort say went well, once.
create table wins (
    id integer primary key,
    cohort_id integer not null references cohorts on delete cascade,
    person_id integer not null references people,
    words text,
    said_at integer not null,
    -- The round whose digest tells it; null until one does.
    round_id integer references rounds on delete set null,
    -- Its words are gone then.
    taken_back_at integer,
    check ((words is null) = (taken_back_at is not null))
) strict;
create index wins_of_cohort on wins (cohort_id, round_id, said_at);
