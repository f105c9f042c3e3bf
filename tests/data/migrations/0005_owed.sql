-- Rows as they stood after this migration; every later one must carry them on.
update owed_nudges set due_at = 1794835800000 where mentor_id = 2;
insert into owed_cards values (2, '2026-11-10', 1794319200000);
insert into owed_card_items values (2, '2026-11-10', 1);
insert into differences values (1, 1, 1, 1794319200000, 'V2', 1);
insert into difference_versions values (1, 1, 1794319200000, '{"see":"I had asked before","would_like":null}');
insert into actions values (1, 1, 'reply', 1, 0, 'mentee', 'Read chapter four', 'open', 1794000000000);
insert into action_answers values ('checkin', 1, 1, 'still');
insert into outbox (key, message, state, due_at, ready_at)
values ('owed-card/2/2026-11-16', '{"owed_card":{"mentor":2,"on":"2026-11-16"}}', 'ready', 1794319200000, 1794319200000);
