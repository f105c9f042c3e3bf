-- Rows as they stood after this migration; every later one must carry them on.
insert into templates (programme_id, version, content, made_at, made_by)
values (1, 2, '{"looking_back":[{"title":"Back","questions":[{"name":"learned","label":"New to me","hint":null,"need":"required"}]}],"looking_ahead":[{"title":"Next","questions":[{"name":"primary","label":"First","hint":"One thing","need":"optional"}]}],"reply":[{"name":"question","label":"Ask","hint":null,"need":"optional"}],"monthly":[],"monthly_reply":[]}', 1794100000000, 3);
insert into checkins (id, pair_id, week, author_id, version, submitted_at, posted_at, reply_owed_by)
values (2, 1, '2026-W47', 1, 1, 1795186800000, 1795186801000, 1795359600000);
insert into checkin_versions (checkin_id, version, saved_at, view_id, answers, template)
values (2, 1, 1795186800000, 'V2',
    '{"last_plan":[{"item":"Export","outcome":"done"}],"said":{"learned":"Iterators","primary":"Report"},"blocked":true,"questions":[],"works_well":null,"could_improve":null}', 2);
insert into replies (id, checkin_id, author_id, said_at, taken_minutes, view_id, version, standing)
values (3, 2, 2, 1795190000000, 30, 'V4', 1, 'stands');
insert into reply_versions values (3, 1, 1795190000000,
    '{"form":{"asked":[{"part":"question","label":"Ask"}],"feedback":null,"example":null,"question":"Why?","progress":null,"once_a_month":{"label":"A story","text":"Once."}}}');
