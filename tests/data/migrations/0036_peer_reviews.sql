-- Rows as they stood after this migration; every later one must carry them on.
insert into peer_review_rotations (cohort_id, on_day, next_at) values (1, '2026-12-14', 1797242400000);
insert into peer_reviews (id, cohort_id, on_day, away) values (1, 1, '2026-11-30', 1);
insert into peer_reads (peer_review_id, reader_id, author_id, together, answer) values
    (1, 1, 2, 1, 'done'), (1, 2, 1, 1, null);
