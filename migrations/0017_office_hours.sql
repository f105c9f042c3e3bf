-- Whether mentors of a programme may hold office hours in its help channel; they may not at first.
alter table programmes add column office_hours integer not null default 0 check (office_hours in (0, 1));

-- When a mentor holds them, on their own wall clock; weeks are counted from the one that holds `first_on`.
create table office_hours (
    mentor_id integer primary key references people,
    weekday text not null
        check (weekday in ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')),
    begins text not null,
    minutes integer not null check (minutes between 1 and 240),
    every_weeks integer not null check (every_weeks in (1, 2)),
    first_on text not null,
    -- When they are looked at next, and the week that belongs to.
    next_at integer,
    next_week text,
    check ((next_at is null) = (next_week is null))
) strict;
create index office_hours_due on office_hours (next_at) where next_at is not null;

-- Office hours that took place, or do now.
create table office_sessions (
    id integer primary key,
    mentor_id integer not null references people,
    channel text not null references channels,
    opens_at integer not null,
    closes_at integer not null check (closes_at > opens_at),
    -- How often the turn went on.
    turn integer not null default 0,
    closed_at integer,
    -- Once it is closed: how many came, and for how many there was no time.
    came integer,
    unserved integer,
    unique (mentor_id, opens_at),
    check ((closed_at is null) = (came is null) and (came is null) = (unserved is null))
) strict;
create index office_sessions_open on office_sessions (closes_at) where closed_at is null;

-- Who is in line, by Slack's stamp of the press or the message that brought them there; forgotten when it closes.
create table office_places (
    session_id integer not null references office_sessions on delete cascade,
    slack_user text not null,
    since_ts text not null,
    standing text not null check (standing in ('waiting', 'left', 'helped')),
    primary key (session_id, slack_user)
) strict, without rowid;
