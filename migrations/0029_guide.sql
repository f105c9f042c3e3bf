-- The guide of a programme, as its leads changed it; every version is kept, from the second on: the first is the one that all
-- programmes begin with.
create table guides (
    programme_id integer not null references programmes on delete cascade,
    version integer not null,
    content text not null,
    made_by integer not null references people,
    made_at integer not null,
    primary key (programme_id, version)
) strict, without rowid;

-- The list of the first week, of either side of a pair.
create table first_weeks (
    pair_id integer not null references pairs on delete cascade,
    side text not null check (side in ('mentor', 'mentee')),
    -- Until then it is followed.
    until_at integer not null,
    -- What was done when it was looked at last, as words with blanks between.
    shown text not null default '',
    primary key (pair_id, side)
) strict, without rowid;

-- What somebody ticked there themselves.
create table first_week_ticks (
    pair_id integer not null,
    side text not null,
    item text not null,
    primary key (pair_id, side, item),
    foreign key (pair_id, side) references first_weeks on delete cascade
) strict, without rowid;

-- Whether somebody has said how they learn best; that it depends is an answer, too.
alter table people add column said_learning integer not null default 0 check (said_learning in (0, 1));
update people set said_learning = 1 where learns_by is not null;

-- The newest tip somebody was meant to get on a side, and for which day it was.
create table tips (
    person_id integer not null references people on delete cascade,
    side text not null check (side in ('mentor', 'mentee')),
    number integer not null,
    meant_on text not null,
    primary key (person_id, side)
) strict, without rowid;

-- Somebody may also suggest something to the leads, with a link.
create table asides_of_all_kinds (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    author_id integer not null references people,
    reader_id integer not null references people,
    kind text not null check (kind in ('off_to_partner', 'off_to_lead', 'question', 'suggestion')),
    words text,
    link text,
    written_at integer not null,
    view_id text not null,
    unique (view_id, reader_id)
) strict;
insert into asides_of_all_kinds
select id, pair_id, author_id, reader_id, kind, words, null, written_at, view_id from asides;
drop table asides;
alter table asides_of_all_kinds rename to asides;
