-- Whether people of a programme have a journal; they have none at first.
alter table programmes add column journal integer not null default 0 check (journal in (0, 1));

-- What somebody writes for themselves. What is erased is deleted, and its bytes are overwritten, in the log of the file, too.
create table journal_entries (
    id integer primary key,
    person_id integer not null references people on delete cascade,
    written_at integer not null,
    edited_at integer,
    words text not null
) strict;
create index journal_of_person on journal_entries (person_id, written_at, id);

-- The forms it was sent from, so that one sent twice writes it once, and none brings back what was erased.
create table journal_forms (
    view_id text primary key,
    person_id integer not null references people on delete cascade,
    entry_id integer references journal_entries on delete set null,
    -- Which form of its entry it is, from 1; what an older one says is not taken again.
    nth integer not null
) strict, without rowid;
create index journal_forms_of_entry on journal_forms (entry_id, nth) where entry_id is not null;

-- An entry its author shared with the other one of a pair.
create table journal_shares (
    id integer primary key,
    -- Null once it was erased.
    entry_id integer references journal_entries on delete set null,
    pair_id integer not null references pairs on delete cascade,
    author_id integer not null references people,
    shared_at integer not null,
    state text not null check (state in ('waits', 'stands', 'lost', 'taken_back')),
    -- The words as they were shared, until they stand in Slack.
    words text
) strict;
create index journal_shares_of_entry on journal_shares (entry_id) where entry_id is not null;
create index journal_shares_of_author on journal_shares (author_id);
-- One that could not be brought, or was taken back, may be shared again.
create unique index journal_shared_once on journal_shares (entry_id, pair_id)
where entry_id is not null and state in ('waits', 'stands');
