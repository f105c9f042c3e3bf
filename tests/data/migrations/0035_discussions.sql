-- Rows as they stood after this migration; every later one must carry them on.
insert into discussion_rotations (cohort_id, on_day, next_at) values (1, '2027-01-04', 1797840000000);
insert into discussion_places (cohort_id, place, person_id, has_led) values (1, 1, 2, 0), (1, 2, 1, 1);
insert into discussions (id, cohort_id, on_day, state, next_at, topic, link, note, led_by) values
    (1, 1, '2026-12-07', 'near', 1796637600000, 'Errors as values', 'https://example.org/errors', null, null),
    (2, 2, '2026-04-06', 'noted', null, 'Traits', null, 'We wrote two of our own.', 1);
insert into discussion_turns (discussion_id, nth, person_id, answer) values
    (1, 1, 2, 'swapped'), (1, 2, 1, 'yes'), (2, 1, 1, 'yes');
insert into discussion_swaps (discussion_id, nth, turn, person_id, answer) values (1, 1, 1, 1, 'yes');
