-- Who leads the talk of a cohort each month.

-- The cohorts in which somebody does: a row is the lead's yes. `on_day` is the next one that is asked for, `next_at` when.
create table discussion_rotations (
    cohort_id integer primary key references cohorts on delete cascade,
    on_day text not null,
    next_at integer not null
) strict;
create index discussion_rotations_due on discussion_rotations (next_at);

-- The line: place 1 is next. Who has left keeps their place.
create table discussion_places (
    cohort_id integer not null references cohorts on delete cascade,
    place integer not null,
    person_id integer not null references people,
    has_led integer not null,
    primary key (cohort_id, place)
) strict, without rowid;

create table discussions (
    id integer primary key,
    cohort_id integer not null references cohorts on delete cascade,
    on_day text not null,
    state text not null check (state in ('ahead', 'near', 'held', 'asked', 'noted', 'over')),
    -- The next thing to be done about it: the reminder, the post, the question what came of it.
    next_at integer,
    topic text,
    link text,
    note text,
    -- Who led it, once it was held.
    led_by integer references people,
    unique (cohort_id, on_day)
) strict;
create index discussions_due on discussions (next_at) where next_at is not null;

-- Who was asked to lead it, one after the other.
create table discussion_turns (
    discussion_id integer not null references discussions on delete cascade,
    nth integer not null,
    person_id integer not null references people,
    answer text check (answer in ('yes', 'skipped', 'swapped', 'passed')),
    primary key (discussion_id, nth)
) strict, without rowid;

-- Whom they asked to take their turn.
create table discussion_swaps (
    discussion_id integer not null references discussions on delete cascade,
    nth integer not null,
    turn integer not null,
    person_id integer not null references people,
    answer text check (answer in ('yes', 'no', 'over')),
    primary key (discussion_id, nth)
) strict, without rowid;
