-- The search for another mentor for the mentee of a running pair.
create table rematches (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    -- How many people were suggested so far.
    round integer not null default 0,
    -- How many wishes there were so far, those that were taken back too.
    asked integer not null default 0,
    state text not null check (state in ('looking', 'suggested', 'begun', 'closed')),
    -- What began when both had said yes.
    new_pair_id integer references pairs on delete set null,
    opened_at integer not null,
    closed_at integer
) strict;
create unique index rematches_open on rematches (pair_id) where state in ('looking', 'suggested');
create index rematches_begun on rematches (pair_id) where state = 'begun';
create index rematches_of_new_pair on rematches (new_pair_id) where new_pair_id is not null;

-- Who asked for it, in confidence. The words are for the leads, and go when it is over.
create table rematch_asks (
    rematch_id integer not null references rematches on delete cascade,
    person_id integer not null references people,
    -- Which wish of this search it is, from 1.
    nth integer not null,
    reason text not null,
    words text,
    asked_at integer not null,
    primary key (rematch_id, person_id)
) strict, without rowid;

-- Everybody who was suggested, and what was said to it.
create table rematch_suggestions (
    rematch_id integer not null references rematches on delete cascade,
    round integer not null,
    mentor_id integer not null references people,
    suggested_by integer not null references people,
    suggested_at integer not null,
    mentor_in_at integer,
    mentee_in_at integer,
    -- What the mentee ticked, by its words.
    brought text not null default '',
    -- What the mentor of the pair said about their replies.
    replies text check (replies in ('travel', 'stay')),
    outcome text,
    settled_at integer,
    primary key (rematch_id, round)
) strict, without rowid;

-- Why somebody is away, where somebody who became their mentor later was not told.
create table leaves_untold (
    leave_id integer not null references leaves on delete cascade,
    person_id integer not null references people on delete cascade,
    primary key (leave_id, person_id)
) strict, without rowid;

-- Actions are brought along, too.
create table actions_of_all (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    source text not null check (source in ('checkin', 'reply', 'call', 'rematch')),
    source_id integer not null,
    -- Its place among those of the same source.
    place integer not null,
    owner text not null check (owner in ('mentor', 'mentee')),
    words text not null,
    state text not null check (state in ('open', 'done', 'dropped')),
    -- When it was asked of its owner first.
    asked_at integer not null,
    unique (source, source_id, place)
) strict;
insert into actions_of_all
    select id, pair_id, source, source_id, place, owner, words, state, asked_at from actions;
create table answers_of_all (
    source text not null check (source in ('checkin', 'reply')),
    source_id integer not null,
    action_id integer not null references actions_of_all on delete cascade,
    outcome text not null check (outcome in ('done', 'still', 'dropped')),
    primary key (source, source_id, action_id)
) strict, without rowid;
insert into answers_of_all select source, source_id, action_id, outcome from action_answers;
drop table action_answers;
drop table actions;
alter table actions_of_all rename to actions;
alter table answers_of_all rename to action_answers;
create index actions_open on actions (pair_id, owner, id) where state = 'open';
create index action_answers_of_action on action_answers (action_id);
