-- What each of a pair wrote for the agenda of a call, with versions.
create table agendas (
    id integer primary key,
    call_id integer not null references calls on delete cascade,
    side text not null check (side in ('mentor', 'mentee')),
    author_id integer not null references people,
    version integer not null,
    written_at integer not null,
    unique (call_id, side)
) strict;
create table agenda_versions (
    agenda_id integer not null references agendas on delete cascade,
    version integer not null,
    saved_at integer not null,
    -- The modal it was written in.
    view_id text not null unique,
    -- What was written, by the names of the prompts, as JSON.
    notes text not null,
    primary key (agenda_id, version)
) strict, without rowid;

-- Whether anything stood on the agenda of a call when it was posted, or when somebody wrote to it last.
create table call_agendas (
    call_id integer primary key references calls on delete cascade,
    has text not null check (has in ('something', 'nothing')),
    reckoned_at integer not null
) strict;

-- Agendas keep drafts, too. Which forms do is known where drafts are read, and not here any more.
create table drafts_of_all_forms (
    person_id integer not null references people on delete cascade,
    form text not null,
    -- `12/2026-W47`, the pair and the week a check-in's form was opened for; the check-in that a reply answers; the pair
    -- that a question is asked in, or `12+3`, the question that is edited; the question that an answer is for; the call
    -- that an agenda is for.
    about text not null,
    -- The modal that was typed in last.
    view_id text not null,
    -- The values of the form by field name, as JSON.
    fields text not null,
    saved_at integer not null,
    primary key (person_id, form, about)
) strict, without rowid;
insert into drafts_of_all_forms select person_id, form, about, view_id, fields, saved_at from drafts;
drop table drafts;
alter table drafts_of_all_forms rename to drafts;
create index drafts_by_age on drafts (saved_at);
