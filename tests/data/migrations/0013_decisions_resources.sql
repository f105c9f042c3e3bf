-- Rows as they stood after this migration; every later one must carry them on.
insert into typed (id, person_id, channel, thread, state, pair_id, offers, notes, changed_at) values
    (3, 1, 'D1', null, 'question', null, 1, 0, 1795300000000);
insert into typed_messages (channel, ts, typed_id, said_at, edited_ts, told_ts, content, files) values
    ('D1', '1795300000.000100', 3, 1795300000000, null, '1795300000.000100', null, 0);
insert into decisions (id, pair_id, author_id, saved_at, channel, ts, version, removed_at) values
    (1, 1, 1, 1795300000000, 'G1', '1795299000.000100', 2, null),
    (2, 1, 2, 1795300000000, null, null, 1, 1795400000000);
insert into decision_versions (decision_id, version, saved_at, view_id, content) values
    (1, 1, 1795300000000, 'V30', '{"title":"Dates","choice":"We store UTC.","why":"Zones change.","link":null}'),
    (1, 2, 1795310000000, 'V31', '{"title":"Dates","choice":"We store UTC and a zone.","why":"Zones change.","link":"https://example.com/adr"}'),
    (2, 1, 1795300000000, 'V32', null);
insert into resources (id, programme_id, pair_id, author_id, saved_at, readers, channel, ts, version, removed_at) values
    (1, 1, 1, 2, 1795300000000, 'programme', null, null, 1, null),
    (2, 1, 1, 1, 1795300000000, 'pair', 'G1', '1795299000.000100', 1, 1795400000000);
insert into resource_versions (resource_id, version, saved_at, view_id, content) values
    (1, 1, 1795300000000, 'V33', '{"title":"Lifetimes drawn","link":"https://example.com/map","kind":"diagram","tags":["lifetimes"],"note":"Start at the top."}'),
    (2, 1, 1795300000000, 'V34', null);
