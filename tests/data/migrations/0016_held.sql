-- Rows as they stood after this migration; every later one must carry them on.
insert into questions (id, pair_id, author_id, version, asked_at, round, held_until)
values (3, 1, 1, 1, 1794400000000, 1, 1794900000000);
insert into question_versions values
    (3, 1, 1794400000000, 'V30', '{"kind":"concept","asked":"Why do we test?","tried":null,"happened":null,"theory":null,"blocked":null,"topics":[]}');
insert into question_rounds (question_id, round, since_at, promise, owed_at)
values (3, 1, 1794400000000, '48 working-day hours', 1795000000000);
