-- Rows as they stood after this migration; every later one must carry them on.
insert into asked_weeks (pair_id, week, due_at, state, asked_at, covered_by)
values (1, '2026-W44', 1793372400000, 'asked', 1793372400000, 1);
insert into asides (id, pair_id, author_id, reader_id, kind, words, written_at, view_id)
values (1, 1, 1, 3, 'off_to_lead', null, 1793990000000, 'V9'), (2, 1, 2, 1, 'question', 'How is it going?', 1793990000000, 'V10');
insert into outbox (key, message, state, due_at, ready_at) values
    ('missed/1/mentor/2026-W43', '{"missed_to_mentor":{"pair":1,"first":"2026-W43"}}', 'ready', 1794319200000, 1794319200000),
    ('missed/1/lead/2026-W43/3', '{"missed_to_lead":{"pair":1,"first":"2026-W43","lead":3}}', 'ready', 1794319200000, 1794319200000);
