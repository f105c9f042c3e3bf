-- Channels that a lead chose, and how Slack last said they stand.
create table channels (
    channel text primary key,
    standing text not null
        check (standing in ('open', 'uninvited', 'not_public', 'archived', 'shared_outside', 'gone')),
    looked_at integer not null
) strict, without rowid;

-- Where mentees may ask so that others can help too; nowhere at first.
alter table programmes add column help_channel text references channels;
-- For so many working hours of the mentee others may have a question before it rises to the mentor; never at first.
alter table programmes add column peer_hours integer check (peer_hours between 1 and 16);

-- A question that stands in the help channel, too.
create table questions_in_channel (
    question_id integer primary key references questions on delete cascade,
    channel text not null references channels,
    -- Slack's own address of its message there.
    link text,
    -- When it rises to the mentor, where others have it first.
    rises_at integer,
    -- When the channel turned out to be closed to us.
    lost_at integer
) strict;

-- What others than the mentor wrote under it. Who, and in which words, is kept of people in the programme only.
create table peer_answers (
    channel text not null,
    ts text not null,
    question_id integer not null references questions on delete cascade,
    said_at integer not null,
    person_id integer references people,
    words text,
    -- Slack's stamp of the last edit of these words.
    edited_ts text,
    primary key (channel, ts),
    check (person_id is not null or words is null)
) strict, without rowid;
create index peer_answers_of_question on peer_answers (question_id, said_at);

-- An answer that one side wants to publish; it is published when both do.
create table publications (
    id integer primary key,
    question_id integer not null references questions on delete cascade,
    -- The versions of the question and its answers that it is made of. A no is final for them.
    made_of text not null,
    proposed_by integer not null references people,
    proposed_at integer not null,
    -- What each side agreed to: their words, and whether they stand under their name.
    asked text,
    mentee_named integer,
    answered text,
    mentor_named integer,
    declined_at integer,
    published_at integer,
    taken_back_at integer,
    unique (question_id, made_of),
    check ((asked is null) = (mentee_named is null) and (answered is null) = (mentor_named is null)),
    check (published_at is null or (asked is not null and answered is not null)),
    check (taken_back_at is null or published_at is not null)
) strict;
