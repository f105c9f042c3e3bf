-- The attention budget: who reads what is said unasked, what was said to them, and what they want of it.

-- Whom an unasked message is for, and the card it is said on together with others.
alter table outbox add column reader_id integer references people;
alter table outbox add column card_id integer references outbox;
create index outbox_of_reader on outbox (reader_id, ready_at) where state = 'ready' and reader_id is not null;
create index outbox_of_card on outbox (card_id) where card_id is not null;

-- What was on its way when this came.
update outbox set reader_id = coalesce(json_extract(message, '$.about_leave.to'),
    json_extract(message, '$.missed_to_lead.lead'), json_extract(message, '$.owed_card.mentor'), (
    select mentor_id from pairs where pairs.id = json_extract(message, '$.missed_to_mentor.pair')
), (
    select person_id from leaves where leaves.id = json_extract(message, '$.welcome_back.leave')
), (
    select mentee_id from pairs
    where pairs.id = coalesce(
        case when json_extract(message, '$.prompt.nth') = 0 then json_extract(message, '$.prompt.pair') end,
        json_extract(message, '$.reminder.pair'),
        json_extract(message, '$.last_reminder.pair')
    )
))
where state = 'ready';

-- Unasked messages that were sent, or may have been: at most so many of them a day and a week.
create table unasked (
    outbox_id integer primary key references outbox on delete cascade,
    person_id integer not null references people on delete cascade,
    said_at integer not null
) strict;
create index unasked_of_person on unasked (person_id, said_at);

-- Nobody has a row who has left everything as it was.
create table attention (
    person_id integer primary key references people on delete cascade,
    weekly_cap integer not null,
    -- The last muted day, on the person's own calendar.
    muted_on text
) strict;

create table kinds_off (
    person_id integer not null references people on delete cascade,
    kind text not null,
    primary key (person_id, kind)
) strict, without rowid;

-- A card shows several things in one place.
create table posts_by_place (
    channel text not null,
    ts text not null,
    subject text not null,
    subject_id integer not null,
    week text not null default '',
    primary key (channel, ts, subject, subject_id, week)
) strict, without rowid;
insert into posts_by_place select channel, ts, subject, subject_id, week from posts;
drop table posts;
alter table posts_by_place rename to posts;
create index posts_of_subject on posts (subject, subject_id, week);
