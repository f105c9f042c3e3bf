-- How a pair came to its end: which of the two ended it, and, of one that ended early, why.
create table endings (
    pair_id integer primary key references pairs on delete cascade,
    -- Null when the day had come that both had chosen.
    ended_by text check (ended_by in ('mentor', 'mentee')),
    reason text check (reason in ('moved_on', 'time', 'no_match', 'goals_met', 'other')),
    -- In the words of whoever ended it; the other one reads reason and words only where that was wanted.
    words text,
    is_shared integer not null default 0 check (is_shared in (0, 1)),
    check (words is null or reason is not null)
) strict;

-- Each time a step was talked about: what either side would like, and what came of it.
create table steps (
    pair_id integer not null references pairs on delete cascade,
    nth integer not null,
    -- The phase the pair was in.
    phase text not null check (phase in ('weekly', 'monthly', 'ad_hoc')),
    -- A day of the mentee's calendar: when both were told of it. Null when one of the two brought it up.
    noticed_on text,
    -- What both choose is in force from this day on, and never before.
    from_on text not null,
    mentor_wish text check (mentor_wish in ('stay', 'weekly', 'monthly', 'ad_hoc', 'peers')),
    mentee_wish text check (mentee_wish in ('stay', 'weekly', 'monthly', 'ad_hoc', 'peers')),
    opened_at integer not null,
    outcome text check (outcome in ('taken', 'stays', 'differs', 'lapsed', 'over')),
    closed_at integer,
    primary key (pair_id, nth),
    check ((outcome is null) = (closed_at is null))
) strict, without rowid;

-- How many others somebody has helped is part of what the two see before a step.
create index peer_answers_of_person on peer_answers (person_id, said_at);

-- What somebody who stands alone now said to the question whether they would mentor others.
create table alumni (
    pair_id integer primary key references pairs on delete cascade,
    answer text not null check (answer in ('mentor', 'not_now')),
    answered_at integer not null
) strict;
