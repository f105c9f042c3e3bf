-- Something typed to the bot can become a question, too. What hangs on the table is carried over with it.
create table typed_things (
    id integer primary key,
    person_id integer not null references people on delete cascade,
    channel text not null,
    -- The thread it was said in; null in the conversation itself.
    thread text,
    state text not null check (state in ('open', 'note', 'brought', 'not_brought', 'checkin', 'question', 'reply',
        'dropped', 'withdrawn', 'expired')),
    -- The pair a note is for.
    pair_id integer references pairs on delete cascade,
    -- How often it was offered, and how often it was made a note.
    offers integer not null,
    notes integer not null default 0,
    changed_at integer not null,
    check ((state in ('note', 'brought', 'not_brought')) = (pair_id is not null))
) strict;
insert into typed_things select id, person_id, channel, thread, state, pair_id, offers, notes, changed_at from typed;

create table messages_of_typed (
    channel text not null,
    ts text not null,
    typed_id integer not null references typed_things on delete cascade,
    said_at integer not null,
    -- Slack's stamps of the text that is known, as with replies.
    edited_ts text,
    told_ts text,
    content text,
    files integer not null,
    primary key (channel, ts)
) strict, without rowid;
insert into messages_of_typed
select channel, ts, typed_id, said_at, edited_ts, told_ts, content, files from typed_messages;

drop table typed_messages;
drop table typed;
alter table typed_things rename to typed;
alter table messages_of_typed rename to typed_messages;
create index typed_open on typed (person_id, channel) where state = 'open';
create index typed_old on typed (changed_at) where state = 'open';
create index typed_messages_of on typed_messages (typed_id, ts);

-- What a pair decided, and why.
create table decisions (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    author_id integer not null references people,
    saved_at integer not null,
    -- The message of the room that it was saved from.
    channel text,
    ts text,
    version integer not null,
    -- The author took it out of the record; its words are gone.
    removed_at integer,
    check ((channel is null) = (ts is null))
) strict;
create index decisions_of_pair on decisions (pair_id, saved_at) where removed_at is null;
create table decision_versions (
    decision_id integer not null references decisions on delete cascade,
    version integer not null,
    saved_at integer not null,
    view_id text not null unique,
    -- Null once it was removed.
    content text,
    primary key (decision_id, version)
) strict, without rowid;

-- Something worth finding again: a link, or words, with tags.
create table resources (
    id integer primary key,
    programme_id integer not null references programmes,
    pair_id integer not null references pairs on delete cascade,
    author_id integer not null references people,
    saved_at integer not null,
    -- Who finds it: the two of the pair, or everybody in the programme.
    readers text not null check (readers in ('pair', 'programme')),
    channel text,
    ts text,
    version integer not null,
    removed_at integer,
    check ((channel is null) = (ts is null))
) strict;
create index resources_of_pair on resources (pair_id, saved_at) where removed_at is null;
create index resources_of_programme on resources (programme_id, saved_at)
where removed_at is null and readers = 'programme';
create table resource_versions (
    resource_id integer not null references resources on delete cascade,
    version integer not null,
    saved_at integer not null,
    view_id text not null unique,
    content text,
    primary key (resource_id, version)
) strict, without rowid;
