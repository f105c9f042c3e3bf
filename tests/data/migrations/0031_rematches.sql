-- Rows as they stood after this migration; every later one must carry them on.
insert into rematches (id, pair_id, round, asked, state, new_pair_id, opened_at, closed_at) values
    (1, 1, 2, 3, 'suggested', null, 1795300000000, null);
insert into rematch_asks (rematch_id, person_id, nth, reason, words, asked_at) values
    (1, 1, 1, 'time', 'Our hours never meet', 1795300000000),
    (1, 2, 3, 'fit', null, 1795310000000);
insert into rematch_suggestions (rematch_id, round, mentor_id, suggested_by, suggested_at, mentor_in_at, mentee_in_at,
    brought, replies, outcome, settled_at) values
    (1, 1, 3, 3, 1795310000000, 1795320000000, null, '', 'stay', 'taken_back', 1795330000000),
    (1, 2, 3, 3, 1795340000000, null, 1795350000000, 'goals history', 'travel', null, null);
insert into actions (pair_id, source, source_id, place, owner, words, state, asked_at) values
    (1, 'rematch', 1, 0, 'mentee', 'Read about traits', 'open', 1795360000000);
