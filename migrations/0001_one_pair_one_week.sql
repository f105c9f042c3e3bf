-- Instants are integers: Unix milliseconds, UTC, in columns that end in `_at`.
-- Local dates are text `YYYY-MM-DD` in columns that end in `_on`; weeks are ISO weeks, `2026-W47`.

-- What this file knows of itself: its salt, when it last ticked.
create table instance (
    key text primary key,
    value text not null
) strict, without rowid;

create table programmes (
    id integer primary key,
    name text not null,
    -- Used for people whose own zone is unknown.
    zone text,
    checkin_rule text not null,
    checkin_every_weeks integer not null,
    -- Hours that stand still on days the mentor does not work.
    reply_owed_hours integer not null,
    mentor_capacity integer not null,
    created_at integer not null
) strict;

insert into programmes (id, name, checkin_rule, checkin_every_weeks, reply_owed_hours, mentor_capacity, created_at)
values (1, 'Mentorship', '0 15 * * FRI', 1, 48, 2, 0);

create table people (
    id integer primary key,
    slack_user text not null unique,
    name text not null,
    slack_zone text,
    is_admin integer not null,
    is_bot integer not null,
    is_guest integer not null,
    is_deleted integer not null,
    -- Null means the programme's default working hours.
    working_hours text,
    dm_channel text unique,
    met_at integer not null,
    changed_at integer not null
) strict;

create table leaves (
    id integer primary key,
    person_id integer not null references people on delete cascade,
    from_on text not null,
    to_on text not null,
    told_at integer not null,
    check (from_on <= to_on)
) strict;
create index leaves_of_person on leaves (person_id, to_on);

create table pairs (
    id integer primary key,
    programme_id integer not null references programmes,
    mentor_id integer not null references people,
    mentee_id integer not null references people,
    state text not null check (state in ('proposed', 'active', 'declined', 'ended')),
    proposed_by integer not null references people,
    proposed_at integer not null,
    mentor_in_at integer,
    mentee_in_at integer,
    began_at integer,
    closed_at integer,
    -- Overrides the programme's rule when the pair wants another day or hour.
    checkin_rule text,
    -- Slack has one group DM for the same people, so two pairs of the same two share it.
    room_channel text,
    room_refused_at integer,
    check (mentor_id <> mentee_id)
) strict;
create index pairs_of_mentor on pairs (mentor_id, state);
create index pairs_of_mentee on pairs (mentee_id);
create index pairs_by_room on pairs (room_channel) where room_channel is not null;
create unique index pairs_one_open_for_a_mentee on pairs (programme_id, mentee_id) where state in ('proposed', 'active');

-- The next due instant of every standing rule; recomputed when a zone, a rule or the zone data changes.
create table schedules (
    pair_id integer not null references pairs on delete cascade,
    kind text not null check (kind in ('checkin')),
    week text not null,
    due_at integer not null,
    primary key (pair_id, kind)
) strict, without rowid;
create index schedules_due on schedules (due_at);

-- One week of one pair that was asked for, and what came of asking.
create table asked_weeks (
    pair_id integer not null references pairs on delete cascade,
    week text not null,
    due_at integer not null,
    state text not null check (state in ('asking', 'asked', 'written', 'skipped', 'not_asked')),
    -- When the latest prompt or repeat of it was delivered.
    asked_at integer,
    times_snoozed integer not null default 0,
    next_nudge text check (next_nudge in ('again', 'reminder', 'last')),
    nudge_at integer,
    skip_reason text,
    primary key (pair_id, week),
    check ((next_nudge is null) = (nudge_at is null))
) strict, without rowid;
create index asked_weeks_nudge on asked_weeks (nudge_at) where nudge_at is not null;

create table checkins (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    week text not null,
    author_id integer not null references people,
    version integer not null,
    submitted_at integer not null,
    edited_at integer,
    -- When the mentor could first see it.
    posted_at integer,
    reply_owed_by integer,
    replied_at integer,
    acknowledged_at integer,
    more_on text,
    unique (pair_id, week)
) strict;
create index checkins_unanswered on checkins (pair_id, submitted_at) where replied_at is null;

create table checkin_versions (
    checkin_id integer not null references checkins on delete cascade,
    version integer not null,
    saved_at integer not null,
    view_id text not null,
    answers text not null,
    primary key (checkin_id, version)
) strict, without rowid;
create unique index checkin_versions_view on checkin_versions (checkin_id, view_id);

create table replies (
    id integer primary key,
    checkin_id integer not null references checkins on delete cascade,
    author_id integer not null references people,
    said_at integer not null,
    -- Minutes inside the mentor's window from submission to this reply.
    taken_minutes integer not null,
    -- The Slack message it was made with; null for the form.
    channel text,
    ts text,
    view_id text unique,
    version integer not null,
    -- A message edited into something that is no reply may become one again; a deleted one may not.
    standing text not null check (standing in ('stands', 'no_reply', 'deleted')),
    -- Slack's stamps of the text that is known: of its last edit, and of the event that told of it.
    edited_ts text,
    told_ts text,
    unique (channel, ts)
) strict;
create index replies_of_checkin on replies (checkin_id, said_at);

create table reply_versions (
    reply_id integer not null references replies on delete cascade,
    version integer not null,
    saved_at integer not null,
    content text not null,
    primary key (reply_id, version)
) strict, without rowid;

-- What stands where in Slack: a thread reply is routed by its parent's row, a refresh finds the message to change.
create table posts (
    channel text not null,
    ts text not null,
    subject text not null,
    subject_id integer not null,
    week text not null default '',
    primary key (channel, ts)
) strict, without rowid;
create index posts_of_subject on posts (subject, subject_id, week);

create table outbox (
    id integer primary key,
    -- The identity of what is said: it can be said once.
    key text not null unique,
    -- What to say, as ids; the words are made when it is sent.
    message text not null,
    state text not null check (state in ('ready', 'sending', 'unknown', 'sent', 'skipped', 'dead')),
    reason text,
    attempt integer not null default 0,
    -- When it was deserved, not before when it may go, after when it is pointless.
    due_at integer not null,
    ready_at integer not null,
    expires_at integer,
    first_tried_at integer,
    tried_at integer,
    -- When an unknown outcome, or a message sent more than once, is looked up.
    look_at integer,
    channel text,
    thread text,
    ts text,
    settled_at integer,
    -- Set when a refresh is asked for while the same refresh is being sent.
    again integer not null default 0
) strict;
create index outbox_ready on outbox (ready_at, id) where state = 'ready';
create index outbox_sending on outbox (id) where state = 'sending';
create index outbox_look on outbox (look_at) where look_at is not null;

-- Lanes that Slack asked to leave alone: `*` for the workspace, a method, or a channel.
create table pauses (
    lane text primary key,
    until_at integer not null
) strict, without rowid;

-- What has been taken in already, so that a retry or a replay has one effect.
create table inbox (
    key text primary key,
    received_at integer not null
) strict, without rowid;
create index inbox_age on inbox (received_at);

-- Everything a pair wrote, for search. Each word stands in the index with the mark of its pair before it, so that a search
-- costs what the pair's own record costs.
create table records (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    subject text not null,
    subject_id integer not null,
    author_id integer not null references people,
    said_at integer not null,
    unique (subject, subject_id)
) strict;
create virtual table record_words using fts5 (words, tokenize = "unicode61 remove_diacritics 2");
insert into record_words (record_words, rank) values ('secure-delete', 1);
