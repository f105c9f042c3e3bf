-- What can be found belongs to a pair or to everybody in a programme. What stands in the index keeps its row numbers.
create table records_on_shelves (
    id integer primary key,
    pair_id integer references pairs on delete cascade,
    programme_id integer references programmes on delete cascade,
    subject text not null,
    subject_id integer not null,
    author_id integer not null references people,
    said_at integer not null,
    unique (subject, subject_id),
    check ((pair_id is null) <> (programme_id is null))
) strict;
insert into records_on_shelves select id, pair_id, null, subject, subject_id, author_id, said_at from records;
drop table records;
alter table records_on_shelves rename to records;
create index records_of_pair on records (pair_id) where pair_id is not null;
create index records_of_programme on records (programme_id) where programme_id is not null;

-- An answer that was there already: a win, and a credit to whoever gave it. No word of the question is kept.
create table solved_by_memory (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    person_id integer not null references people,
    -- What helped, as the records name it, and when it was said.
    subject text not null,
    subject_id integer not null,
    said_at integer not null,
    -- Whose words they were.
    author_id integer not null references people,
    solved_at integer not null,
    -- The form of the question.
    view_id text not null unique
) strict;
create index solved_by_memory_of_author on solved_by_memory (author_id, solved_at);
create index solved_by_memory_of_pair on solved_by_memory (pair_id);
