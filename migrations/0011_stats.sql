-- What an answer was measured at stays with what was asked, for check-ins as it does for questions, together with the
-- working minutes that the promise left: nothing has to be reckoned later with another calendar.
alter table checkins add column promise text not null default '48 working-day hours';
alter table checkins add column allowed_minutes integer;
alter table checkins add column taken_minutes integer;
alter table checkins add column kept text check (kept in ('kept', 'missed', 'nothing_owed'));
alter table question_rounds add column allowed_minutes integer;

update checkins set promise = coalesce((
    select reply_owed_hours || ' working-day hours' from pairs
    join programmes on programmes.id = programme_id where pairs.id = pair_id
), promise);
update checkins set
    taken_minutes = (
        select taken_minutes from replies
        where checkin_id = checkins.id and standing = 'stands' order by said_at limit 1
    ),
    kept = case
        when reply_owed_by is null then 'nothing_owed'
        when replied_at <= reply_owed_by then 'kept'
        else 'missed'
    end
where replied_at is not null and exists (
    select 1 from replies where checkin_id = checkins.id and standing = 'stands'
);

-- When a pair is next looked at for signs that something could go better.
create table signs_due (
    pair_id integer primary key references pairs on delete cascade,
    look_at integer not null
) strict;
create index signs_due_at on signs_due (look_at);
insert into signs_due select id, began_at + 604800000 from pairs where state = 'active';

-- What was last told of a sign in a pair.
create table signs (
    pair_id integer not null references pairs on delete cascade,
    sign text not null check (sign in ('slow', 'mostly_quick', 'silent')),
    -- The week in which it was told; the message carries it.
    week text not null,
    told_at integer not null,
    -- When it was first seen to be over again.
    over_at integer,
    leads_told_at integer,
    primary key (pair_id, sign)
) strict, without rowid;
