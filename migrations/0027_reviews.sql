-- The times a pair looks back, every four weeks of the mentee's calendar.
create table reviews (
    id integer primary key,
    pair_id integer not null references pairs on delete cascade,
    -- Its first day, and the day on which the next one begins.
    begins_on text not null,
    ends_on text not null,
    -- When both had answered, or the next one began.
    closed_at integer,
    unique (pair_id, begins_on)
) strict;
create index reviews_closed on reviews (pair_id, closed_at) where closed_at is not null;

-- What each of the two says in one.
create table review_answers (
    id integer primary key,
    review_id integer not null references reviews on delete cascade,
    side text not null check (side in ('mentor', 'mentee')),
    author_id integer not null references people,
    said_at integer not null,
    -- The modal in which the last page was sent; null before that.
    view_id text,
    content text not null,
    unique (review_id, side)
) strict;
