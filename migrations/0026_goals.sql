-- The groups a programme's goals stand in; while a programme keeps none of its own, the three it begins with.
create table goal_areas (
    programme_id integer not null references programmes on delete cascade,
    place integer not null,
    name text not null,
    primary key (programme_id, place)
) strict, without rowid;

-- What pairs aim at.
create table goals (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    -- Null for the goal every pair begins with.
    made_by integer references people,
    made_at integer not null,
    -- Its newest version; the rest says what that one says, to be found by.
    version integer not null,
    state text not null check (state in ('open', 'met', 'dropped')),
    quarter text not null,
    due_on text not null,
    changed_at integer not null
) strict;
create index goals_of_pair on goals (pair_id, state);
create index goals_open on goals (pair_id, due_on) where state = 'open';
create index goals_settled on goals (pair_id, changed_at) where state <> 'open';

-- Every change of a goal, with what it said and how it stood from then on.
create table goal_versions (
    goal_id integer not null references goals on delete cascade,
    version integer not null,
    changed_by integer references people,
    changed_at integer not null,
    -- The form it was saved in; null for what was pressed.
    view_id text,
    change text not null,
    content text not null,
    state text not null,
    primary key (goal_id, version)
) strict, without rowid;
create index goal_versions_of_view on goal_versions (view_id) where view_id is not null;
