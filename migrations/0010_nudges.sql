-- A mentor may be asked more than once a day about what they owe. What hangs on the cards is carried over with them.
create table owed_cards_of_a_day (
    mentor_id integer not null references people on delete cascade,
    card_on text not null,
    -- Its place among the cards of that local day, from 0.
    nth integer not null,
    made_at integer not null,
    -- When the threads it is about were read again before it was sent.
    read_at integer,
    primary key (mentor_id, card_on, nth)
) strict, without rowid;
insert into owed_cards_of_a_day
select mentor_id, card_on, 0, coalesce(read_at, unixepoch(card_on) * 1000), read_at from owed_cards;

create table items_on_cards_of_a_day (
    mentor_id integer not null,
    card_on text not null,
    nth integer not null,
    checkin_id integer references checkins on delete cascade,
    question_id integer references questions on delete cascade,
    -- The round of a question; a check-in has one.
    round integer not null,
    -- Which reminder of it the card is; null when the card was never said.
    said text check (said in ('three_quarters', 'promise')),
    foreign key (mentor_id, card_on, nth) references owed_cards_of_a_day on delete cascade,
    check ((checkin_id is null) <> (question_id is null))
) strict;
-- Until now there were cards only once a promise ended.
insert into items_on_cards_of_a_day
select mentor_id, card_on, 0, checkin_id, question_id,
       coalesce((select round from questions where id = question_id), 1), 'promise'
from owed_card_items order by rowid;

drop table owed_card_items;
drop table owed_cards;
alter table owed_cards_of_a_day rename to owed_cards;
alter table items_on_cards_of_a_day rename to owed_card_items;
create index owed_cards_made on owed_cards (mentor_id, made_at);
create index owed_card_items_of_card on owed_card_items (mentor_id, card_on, nth);
create unique index owed_card_items_of_checkin on owed_card_items (checkin_id, mentor_id, card_on, nth)
where checkin_id is not null;
create unique index owed_card_items_of_question on owed_card_items (question_id, mentor_id, card_on, nth)
where question_id is not null;

update outbox set key = key || '/0', message = json_set(message, '$.owed_card.nth', 0)
where key like 'owed-card/%';
update outbox set key = key || '/0', message = json_set(message, '$.owed_card_refresh.nth', 0)
where key like 'owed-card-refresh/%';
update posts set week = week || '+0' where subject = 'owed_card';
