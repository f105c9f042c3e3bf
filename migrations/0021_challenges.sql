-- Whether the pairs of a programme are given a challenge every second week; they are not at first.
alter table programmes add column challenges integer not null default 0 check (challenges in (0, 1));

-- What a programme has to give: a real bug, an exercise. What is taken off the list keeps its row for those who had it.
create table challenges (
    id integer primary key,
    programme_id integer not null references programmes on delete cascade,
    -- Who put it there; nobody where it came from a file.
    added_by integer references people,
    link text not null,
    content text not null,
    added_at integer not null,
    retired_at integer,
    unique (programme_id, link)
) strict;
create index challenges_listed on challenges (programme_id, id) where retired_at is null;

-- When it is next looked at whether a pair is given one: when the mentee's week begins.
create table challenges_due (
    pair_id integer primary key references pairs on delete cascade,
    look_at integer not null
) strict;
create index challenges_due_at on challenges_due (look_at);
insert into challenges_due select id, began_at + 604800000 from pairs where state = 'active';

-- What a pair is given in a week of the mentee's, and by when it is meant to be looked at.
create table assignments (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    challenge_id integer not null references challenges on delete cascade,
    week text not null,
    due_on text not null,
    state text not null check (state in ('planned', 'given', 'declined', 'unsent')),
    unique (pair_id, week)
) strict;
-- What never reached the mentee can be given again.
create unique index assignments_had on assignments (pair_id, challenge_id) where state <> 'unsent';

-- How a mentee went about one.
create table write_ups (
    assignment_id integer primary key references assignments on delete cascade,
    author_id integer not null references people,
    said_at integer not null,
    version integer not null
) strict;
create table write_up_versions (
    assignment_id integer not null references write_ups on delete cascade,
    version integer not null,
    saved_at integer not null,
    view_id text not null unique,
    content text not null,
    primary key (assignment_id, version)
) strict, without rowid;
