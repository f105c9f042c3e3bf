-- What somebody typed into a form and has not sent. Only they ever see it; it goes when they send it, or after 30 days.
create table drafts (
    person_id integer not null references people on delete cascade,
    form text not null check (form in ('checkin', 'reply')),
    -- `12/2026-W47`, the pair and the week the form was opened for; or the check-in that a reply answers.
    about text not null,
    -- The modal that was typed in last.
    view_id text not null,
    -- The values of the form by field name, as JSON.
    fields text not null,
    saved_at integer not null,
    primary key (person_id, form, about)
) strict, without rowid;
create index drafts_by_age on drafts (saved_at);
