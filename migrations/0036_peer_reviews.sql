-- Who reads whose work in a cohort, every two weeks.

-- The cohorts in which they do: a row is the lead's yes.
create table peer_review_rotations (
    cohort_id integer primary key references cohorts on delete cascade,
    on_day text not null,
    next_at integer not null
) strict;
create index peer_review_rotations_due on peer_review_rotations (next_at);

create table peer_reviews (
    id integer primary key,
    cohort_id integer not null references cohorts on delete cascade,
    on_day text not null,
    -- How many of the cohort were away.
    away integer not null,
    unique (cohort_id, on_day)
) strict;

-- Who reads whose work in one of them; two or three with the same `together` read each other's.
create table peer_reads (
    peer_review_id integer not null references peer_reviews on delete cascade,
    reader_id integer not null references people,
    author_id integer not null references people,
    together integer not null,
    answer text check (answer in ('done', 'not_now')),
    primary key (peer_review_id, reader_id)
) strict, without rowid;
