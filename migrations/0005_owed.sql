-- When each mentor is next asked about the replies they owe; recomputed with what it hangs on.
create table owed_nudges (
    mentor_id integer primary key references people on delete cascade,
    due_at integer not null
) strict;
create index owed_nudges_due on owed_nudges (due_at);

-- What is waiting already is looked at once, as soon as this version runs.
insert into owed_nudges (mentor_id, due_at)
select distinct pairs.mentor_id, 0 from checkins join pairs on pairs.id = checkins.pair_id
where replied_at is null and pairs.state = 'active';

-- One card of what a mentor owes, at most one a local day.
create table owed_cards (
    mentor_id integer not null references people on delete cascade,
    card_on text not null,
    -- When the threads it is about were read again before it was sent.
    read_at integer,
    primary key (mentor_id, card_on)
) strict, without rowid;

-- What stands on it.
create table owed_card_items (
    mentor_id integer not null,
    card_on text not null,
    checkin_id integer not null references checkins on delete cascade,
    primary key (mentor_id, card_on, checkin_id),
    foreign key (mentor_id, card_on) references owed_cards on delete cascade
) strict, without rowid;
create index owed_card_items_of_checkin on owed_card_items (checkin_id);

-- What a mentee sees differently about a reply, in their own words; private to the pair.
create table differences (
    id integer primary key,
    reply_id integer not null references replies on delete cascade,
    author_id integer not null references people,
    said_at integer not null,
    view_id text not null unique,
    version integer not null
) strict;
create index differences_of_reply on differences (reply_id, said_at);

create table difference_versions (
    difference_id integer not null references differences on delete cascade,
    version integer not null,
    saved_at integer not null,
    content text not null,
    primary key (difference_id, version)
) strict, without rowid;

-- Something one of a pair set out to do, written down with a check-in or a reply, asked about until it is done or dropped.
create table actions (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    source text not null check (source in ('checkin', 'reply')),
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
create index actions_open on actions (pair_id, owner, id) where state = 'open';

-- What a check-in or a reply said about an action that was asked about.
create table action_answers (
    source text not null check (source in ('checkin', 'reply')),
    source_id integer not null,
    action_id integer not null references actions on delete cascade,
    outcome text not null check (outcome in ('done', 'still', 'dropped')),
    primary key (source, source_id, action_id)
) strict, without rowid;
create index action_answers_of_action on action_answers (action_id);
