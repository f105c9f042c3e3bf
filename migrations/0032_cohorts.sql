-- People who start together, and the channel they share.
create table cohorts (
    id integer primary key,
    programme_id integer not null references programmes,
    name text not null,
    -- Its first day, on the calendar of the zone most of its members live in.
    starts_on text not null,
    created_by integer not null references people,
    created_at integer not null,
    -- The channel, who bound it, and how often one was bound: each time it is greeted once.
    channel text references channels,
    bound_by integer references people,
    bindings integer not null default 0,
    -- How often its channel was found closed: each time the leads are told once.
    closings integer not null default 0,
    ended_at integer,
    check ((channel is null) = (bound_by is null))
) strict;
create index cohorts_of_programme on cohorts (programme_id, id) where ended_at is null;
-- A channel belongs to one cohort at a time, so that nobody has to ask whose digest this is.
create unique index cohorts_by_channel on cohorts (channel) where channel is not null and ended_at is null;

-- Who is in one, was, or is asked to be. Nobody is in two at a time.
create table cohort_members (
    cohort_id integer not null references cohorts on delete cascade,
    person_id integer not null references people,
    -- How often they were added: each time they are asked or welcomed once.
    nth integer not null default 1,
    added_by integer not null references people,
    added_at integer not null,
    -- Whether their yes to a pair that is proposed counts for the cohort, too: they were added together.
    with_pair integer not null default 0 check (with_pair in (0, 1)),
    joined_at integer,
    left_at integer,
    primary key (cohort_id, person_id),
    check (left_at is null or left_at >= added_at)
) strict, without rowid;
create unique index cohort_members_one_at_a_time on cohort_members (person_id) where left_at is null;

-- Whether a pair that is complete lets its cohort know: each side for itself.
create table graduations_told (
    pair_id integer primary key references pairs on delete cascade,
    mentor_at integer,
    mentee_at integer
) strict;
