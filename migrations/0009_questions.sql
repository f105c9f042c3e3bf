-- What a mentee asks their mentor, the times the mentor was asked, and the answers.
create table questions (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    author_id integer not null references people,
    version integer not null,
    asked_at integer not null,
    edited_at integer,
    -- When the mentor could first see it.
    posted_at integer,
    -- The round it is in.
    round integer not null,
    closed_as text check (closed_as in ('solved', 'solved_alone')),
    closed_at integer,
    check ((closed_as is null) = (closed_at is null))
) strict;
create index questions_of_pair on questions (pair_id, asked_at);
create index questions_unsettled on questions (pair_id, asked_at) where closed_at is null;

create table question_versions (
    question_id integer not null references questions on delete cascade,
    version integer not null,
    saved_at integer not null,
    view_id text not null unique,
    content text not null,
    primary key (question_id, version)
) strict, without rowid;

-- A mentor is asked once, and again after each *Not yet*. What was measured in a round stays.
create table question_rounds (
    question_id integer not null references questions on delete cascade,
    round integer not null,
    since_at integer not null,
    -- The rule that the round is measured by.
    promise text not null,
    owed_at integer,
    -- When the mentor said that they have seen it, and by when they are back.
    seen_at integer,
    back_at integer,
    followed_up_at integer,
    answered_at integer,
    -- Minutes inside the mentor's window until it was answered, and whether the promise was kept.
    taken_minutes integer,
    kept text check (kept in ('kept', 'missed', 'nothing_owed')),
    primary key (question_id, round),
    check ((seen_at is null) = (back_at is null)),
    check ((answered_at is null) = (taken_minutes is null) and (answered_at is null) = (kept is null))
) strict, without rowid;

-- Writing a question down was enough: a win, and no word of it is kept.
create table solved_while_writing (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    person_id integer not null references people,
    solved_at integer not null,
    view_id text not null unique
) strict;

-- Whoever wants urgent questions at any hour.
alter table attention add column takes_urgent integer not null default 0;

-- A reply answers a check-in or a question. What hangs on the table is carried over with it.
create table replies_to_both (
    id integer primary key,
    checkin_id integer references checkins on delete cascade,
    question_id integer references questions on delete cascade,
    author_id integer not null references people,
    said_at integer not null,
    -- Minutes inside the mentor's window from the submission to this reply.
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
    unique (channel, ts),
    check ((checkin_id is null) <> (question_id is null))
) strict;
insert into replies_to_both
select id, checkin_id, null, author_id, said_at, taken_minutes, channel, ts, view_id, version, standing, edited_ts, told_ts
from replies;

create table versions_of_replies (
    reply_id integer not null references replies_to_both on delete cascade,
    version integer not null,
    saved_at integer not null,
    content text not null,
    primary key (reply_id, version)
) strict, without rowid;
insert into versions_of_replies select reply_id, version, saved_at, content from reply_versions;

create table differences_about_replies (
    id integer primary key,
    reply_id integer not null references replies_to_both on delete cascade,
    author_id integer not null references people,
    said_at integer not null,
    view_id text not null unique,
    version integer not null
) strict;
insert into differences_about_replies select id, reply_id, author_id, said_at, view_id, version from differences;

create table versions_of_differences (
    difference_id integer not null references differences_about_replies on delete cascade,
    version integer not null,
    saved_at integer not null,
    content text not null,
    primary key (difference_id, version)
) strict, without rowid;
insert into versions_of_differences select difference_id, version, saved_at, content from difference_versions;

drop table difference_versions;
drop table differences;
drop table reply_versions;
drop table replies;
alter table replies_to_both rename to replies;
alter table versions_of_replies rename to reply_versions;
alter table differences_about_replies rename to differences;
alter table versions_of_differences rename to difference_versions;
create index replies_of_checkin on replies (checkin_id, said_at) where checkin_id is not null;
create index replies_of_question on replies (question_id, said_at) where question_id is not null;
create index differences_of_reply on differences (reply_id, said_at);

-- What a mentor owes can be either, too.
create table items_on_cards (
    mentor_id integer not null,
    card_on text not null,
    checkin_id integer references checkins on delete cascade,
    question_id integer references questions on delete cascade,
    foreign key (mentor_id, card_on) references owed_cards on delete cascade,
    check ((checkin_id is null) <> (question_id is null))
) strict;
insert into items_on_cards select mentor_id, card_on, checkin_id, null from owed_card_items;
drop table owed_card_items;
alter table items_on_cards rename to owed_card_items;
create index owed_card_items_of_card on owed_card_items (mentor_id, card_on);
create unique index owed_card_items_of_checkin on owed_card_items (checkin_id, mentor_id, card_on)
where checkin_id is not null;
create unique index owed_card_items_of_question on owed_card_items (question_id, mentor_id, card_on)
where question_id is not null;

-- Drafts of questions and of answers.
create table drafts_of_forms (
    person_id integer not null references people on delete cascade,
    form text not null check (form in ('checkin', 'reply', 'question', 'answer')),
    -- `12/2026-W47`, the pair and the week the form was opened for; the check-in that a reply answers; the pair that a
    -- question is asked in, or `12+3`, the question that is edited; the question that an answer is for.
    about text not null,
    -- The modal that was typed in last.
    view_id text not null,
    -- The values of the form by field name, as JSON.
    fields text not null,
    saved_at integer not null,
    primary key (person_id, form, about)
) strict, without rowid;
insert into drafts_of_forms select person_id, form, about, view_id, fields, saved_at from drafts;
drop table drafts;
alter table drafts_of_forms rename to drafts;
create index drafts_by_age on drafts (saved_at);
