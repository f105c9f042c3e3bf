-- What was said about a call that both had agreed to, as it stood under a sequence: a call that is moved begins anew.
create table meetings (
    call_id integer not null references calls on delete cascade,
    sequence integer not null,
    -- What each said of themselves when it began.
    mentor_presence text check (mentor_presence in ('here', 'late', 'cannot_come')),
    mentee_presence text check (mentee_presence in ('here', 'late', 'cannot_come')),
    -- What became of it, as it stands, and who was missing.
    happened text check (happened in ('held', 'told', 'no_show', 'did_not_meet')),
    missing text check (missing in ('mentor', 'mentee')),
    -- Whether it was worth a call, which each answers for themselves.
    mentor_worth text check (mentor_worth in ('call', 'written')),
    mentee_worth text check (mentee_worth in ('call', 'written')),
    primary key (call_id, sequence),
    check ((missing is not null) = coalesce(happened in ('told', 'no_show'), 0))
) strict, without rowid;

-- What one of the two said about it afterwards; the newest stands.
create table meeting_accounts (
    id integer primary key,
    call_id integer not null,
    sequence integer not null,
    said_by text not null check (said_by in ('mentor', 'mentee')),
    happened text not null check (happened in ('held', 'no_show', 'did_not_meet')),
    said_at integer not null,
    foreign key (call_id, sequence) references meetings (call_id, sequence) on delete cascade
) strict;
create index meeting_accounts_of_meeting on meeting_accounts (call_id, sequence);

-- What the two keep of a call, in versions. Its actions stand with all others.
create table call_notes (
    call_id integer not null references calls on delete cascade,
    version integer not null,
    author_id integer not null references people,
    saved_at integer not null,
    -- The modal it was saved in.
    view_id text not null,
    content text not null,
    primary key (call_id, version)
) strict, without rowid;

-- The newest time a sign about a pair's calls was told, with the call that made it hold, and what they did about it.
create table call_signs (
    pair_id integer not null references pairs on delete cascade,
    sign text not null check (sign in ('often', 'written', 'empty')),
    call_id integer not null references calls on delete cascade,
    told_at integer not null,
    step text check (step in ('skip', 'monthly')),
    step_by text check (step_by in ('mentor', 'mentee')),
    primary key (pair_id, sign),
    check ((step is null) = (step_by is null))
) strict, without rowid;

-- Actions are written down with calls, too.
create table actions_of_all (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    source text not null check (source in ('checkin', 'reply', 'call')),
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
