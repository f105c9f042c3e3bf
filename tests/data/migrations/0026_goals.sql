-- Rows as they stood after this migration; every later one must carry them on.
insert into goal_areas values (1, 0, 'Technical'), (1, 1, 'Writing');
insert into goals (id, pair_id, made_by, made_at, version, state, quarter, due_on, changed_at) values
    (1, 1, null, 1795300000000, 2, 'open', '2026-Q4', '2026-12-07', 1795310000000),
    (2, 1, 2, 1795300000000, 2, 'met', '2026-Q4', '2026-12-18', 1795400000000);
insert into goal_versions (goal_id, version, changed_by, changed_at, view_id, change, content, state) values
    (1, 1, null, 1795300000000, null, '"made"', '{"area":"Technical","title":"First weeks","how_we_know":"A fix of yours is merged","due_on":"2026-12-07","quarter":"2026-Q4","topics":[],"reach":"usual","milestones":[{"nth":1,"title":"One bug fix alone","due_on":"2026-11-23","state":"open","changed_at":"2026-11-09T09:00:00Z"}]}', '"open"'),
    (1, 2, 2, 1795310000000, null, '{"marked":{"nth":1,"to":"done"}}', '{"area":"Technical","title":"First weeks","how_we_know":"A fix of yours is merged","due_on":"2026-12-07","quarter":"2026-Q4","topics":[],"reach":"usual","milestones":[{"nth":1,"title":"One bug fix alone","due_on":"2026-11-23","state":"done","changed_at":"2026-11-20T09:00:00Z"}]}', '"open"'),
    (2, 1, 2, 1795300000000, 'V60', '"made"', '{"area":"Writing","title":"Shorter messages","how_we_know":"Nobody asks back","due_on":"2026-12-18","quarter":"2026-Q4","topics":["skills"],"reach":"stretch","milestones":[]}', '"open"'),
    (2, 2, 1, 1795400000000, 'V61', '"met"', '{"area":"Writing","title":"Shorter messages","how_we_know":"Nobody asks back","due_on":"2026-12-18","quarter":"2026-Q4","topics":["skills"],"reach":"stretch","milestones":[]}', '{"met":{"at":"2026-11-23T09:00:00Z","how":"together"}}');
