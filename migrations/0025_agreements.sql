-- What the two of a pair agree on, version by version; the newest one that both signed is in force.
create table agreements (
    pair_id integer not null references pairs on delete cascade,
    version integer not null check (version > 0),
    proposed_by text not null check (proposed_by in ('mentor', 'mentee')),
    proposed_at integer not null,
    -- The modal it was written in, so that the same form sent twice is one version.
    view_id text not null,
    content text not null,
    mentor_signed_at integer,
    mentee_signed_at integer,
    -- How things stood when both had signed it; null for a version that never came into force.
    stood text,
    primary key (pair_id, version),
    check (stood is null or (mentor_signed_at is not null and mentee_signed_at is not null))
) strict;
