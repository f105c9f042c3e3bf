-- What somebody typed to the bot itself, kept until they say what it shall become.
create table typed (
    id integer primary key,
    person_id integer not null references people on delete cascade,
    channel text not null,
    -- The thread it was said in; null in the conversation itself.
    thread text,
    state text not null check (state in
        ('open', 'note', 'brought', 'not_brought', 'checkin', 'reply', 'dropped', 'withdrawn', 'expired')),
    -- The pair a note is for.
    pair_id integer references pairs on delete cascade,
    -- How often it was offered, and how often it was made a note.
    offers integer not null,
    notes integer not null default 0,
    changed_at integer not null,
    check ((state in ('note', 'brought', 'not_brought')) = (pair_id is not null))
) strict;
create index typed_open on typed (person_id, channel) where state = 'open';
create index typed_old on typed (changed_at) where state = 'open';

-- The messages it was said in. The words go as soon as they are not needed; that there was a message stays.
create table typed_messages (
    channel text not null,
    ts text not null,
    typed_id integer not null references typed on delete cascade,
    said_at integer not null,
    -- Slack's stamps of the text that is known, as with replies.
    edited_ts text,
    told_ts text,
    content text,
    files integer not null,
    primary key (channel, ts)
) strict, without rowid;
create index typed_messages_of on typed_messages (typed_id, ts);
