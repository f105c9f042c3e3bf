-- Rows as they stood after this migration; every later one must carry them on.
insert into round_schedules (cohort_id, done_week, next_week, next_at) values
    (1, '2026-W49', '2026-W50', 1796900400000),
    (2, null, null, null);
insert into rounds (id, cohort_id, week, asked_at, closes_at, digest_at, digest) values
    (1, 1, '2026-W48', 1795690800000, 1796900400000, null, 'said'),
    (2, 1, '2026-W49', 1796295600000, 1797505200000, 1796641200000, null);
insert into round_answers
    (id, round_id, person_id, learned, struggled, wants_help, channel, ts, link, written_at, edited_at, taken_back_at) values
    (1, 1, 1, 'How lifetimes nest.', 'Async traits.', 1, null, null, null, 1795691000000, 1795692000000, null),
    (2, 1, 2, null, null, 0, 'C0COHORT', '1795691.000100', 'https://example.slack.com/archives/C0COHORT/p1795691000100',
     1795691100000, null, null),
    (3, 2, 1, null, null, 0, null, null, null, 1796296000000, null, 1796297000000);
