-- Leave that is announced, taken back and forgotten about, and the holidays of a programme.

-- What the person wrote down with it; gone once the leave is over.
alter table leaves add column reason text;
alter table leaves add column is_reason_shared integer not null default 0;
-- A leave that was taken back before it began is no leave any more, but whoever was told is told that, too.
alter table leaves add column taken_back_at integer;
-- What is said about it next, and when that is planned; null when nothing is left to say.
alter table leaves add column next_step text check (next_step in ('ahead', 'back'));
alter table leaves add column next_at integer;
create index leaves_next on leaves (next_at) where next_at is not null;
-- Leave that was told before is looked at once; what is over is not spoken of.
update leaves set next_step = 'ahead', next_at = told_at;

-- Days off for everybody in a programme, each on their own calendar.
create table holidays (
    id integer primary key,
    programme_id integer not null references programmes on delete cascade,
    from_on text not null,
    to_on text not null,
    name text not null,
    added_at integer not null,
    unique (programme_id, from_on, to_on),
    check (from_on <= to_on)
) strict;
create index holidays_of_programme on holidays (programme_id, to_on);

-- The last pair that has followed a change of the holidays; null when all have.
alter table programmes add column followed_pair integer;
create index programmes_following on programmes (followed_pair) where followed_pair is not null;
