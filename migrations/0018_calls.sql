-- How often a pair meets and where, as they said it themselves; a pair without a row has said nothing yet.
create table call_settings (
    pair_id integer primary key references pairs on delete cascade,
    -- Null means as often as the hours they share suggest.
    rhythm text check (rhythm in ('two_weeks', 'monthly', 'none')),
    minutes integer not null check (minutes in (15, 20, 25, 30)),
    -- Where they meet; null means in a huddle in their room.
    link text
) strict;

-- When a pair is next asked to find a time, and for which week; null while that is not reckoned yet.
create table call_schedules (
    pair_id integer primary key references pairs on delete cascade,
    week text,
    ask_at integer not null
) strict, without rowid;
create index call_schedules_due on call_schedules (ask_at);

create table calls (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    -- The week the bot asked for; null for a call somebody proposed themselves.
    week text,
    made_at integer not null,
    state text not null check (state in ('choosing', 'offered', 'agreed', 'called_off', 'lapsed')),
    -- Counts what was put before somebody; a press that carries an older one is told what stands.
    round integer not null,
    -- Counts changes of what both agreed to, as calendars do.
    sequence integer not null,
    purpose text
        check (purpose in ('complex_topic', 'pairing', 'career', 'goal_review', 'get_to_know')),
    topics text not null default '[]',
    -- What both agreed to. A burden is the minutes by which it reaches out of somebody's working hours.
    starts_at integer,
    minutes integer check (minutes in (15, 20, 25, 30)),
    mentor_burden integer,
    mentee_burden integer,
    agreed_at integer,
    -- What one side proposes and the other has not answered: a first time, or another one for what was agreed.
    offer_by text check (offer_by in ('mentor', 'mentee')),
    offer_starts_at integer,
    offer_minutes integer check (offer_minutes in (15, 20, 25, 30)),
    offer_mentor_burden integer,
    offer_mentee_burden integer,
    offered_at integer,
    -- What it would be about at another time than the one that was agreed; null while nothing is proposed instead of that.
    offer_purpose text
        check (offer_purpose in ('complex_topic', 'pairing', 'career', 'goal_review', 'get_to_know')),
    offer_topics text,
    -- When what is open is open no longer.
    lapse_at integer,
    -- The form it was first proposed in; null for what the bot asked for.
    view_id text unique,
    unique (pair_id, week),
    check ((starts_at is null) = (agreed_at is null)),
    check ((starts_at is null) = (minutes is null)),
    check ((offer_by is null) = (offered_at is null)),
    check ((offer_by is null) = (offer_starts_at is null)),
    check ((offer_by is null) = (offer_minutes is null)),
    check (offer_purpose is null or offer_by is not null),
    check ((offer_purpose is null) = (offer_topics is null)),
    check (state <> 'agreed' or starts_at is not null),
    check (state <> 'offered' or (offer_by is not null and starts_at is null)),
    check (state in ('offered', 'agreed') or offer_by is null)
) strict;
create index calls_of_pair on calls (pair_id, starts_at);
create index calls_lapsing on calls (lapse_at) where lapse_at is not null;

-- The times put before somebody in a round; a button selects one by its number.
create table call_slots (
    call_id integer not null references calls on delete cascade,
    round integer not null,
    nth integer not null,
    starts_at integer not null,
    minutes integer not null check (minutes in (15, 20, 25, 30)),
    mentor_burden integer not null,
    mentee_burden integer not null,
    primary key (call_id, round, nth)
) strict, without rowid;

-- What was changed about a call that both had agreed to, by whom, and how late.
create table call_changes (
    call_id integer not null references calls on delete cascade,
    -- The sequence the call had before.
    sequence integer not null,
    change text not null check (change in ('moved', 'called_off')),
    changed_by text not null check (changed_by in ('mentor', 'mentee')),
    -- When the change was asked for.
    asked_at integer not null,
    -- When the call would have begun.
    starts_at integer not null,
    is_late_notice integer not null check (is_late_notice in (0, 1)),
    -- Asked for inside 24 hours; the two of the pair read it.
    reason text,
    -- When it took effect; null while the other side has not answered, or never did.
    settled_at integer,
    primary key (call_id, sequence, asked_at)
) strict, without rowid;

-- Pairs that run already are looked at once, as new ones are.
insert into call_schedules (pair_id, week, ask_at) select id, null, began_at from pairs where state = 'active';
