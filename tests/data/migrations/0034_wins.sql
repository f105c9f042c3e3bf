-- Rows as they stood after this migration; every later one must carry them on.
insert into wins (id, cohort_id, person_id, words, said_at, round_id, taken_back_at) values
    (1, 1, 1, 'The import is live.', 1795691000000, 1, null),
    (2, 1, 1, 'My first review.', 1796297000000, null, null),
    (3, 1, 2, null, 1796297100000, null, 1796297200000);
