-- Rows as they stood after this migration; every later one must carry them on.
insert into typed (id, person_id, channel, thread, state, pair_id, offers, notes, changed_at) values
    (1, 1, 'D1', null, 'open', null, 2, 0, 1794000060000),
    (2, 2, 'D2', '1794000000.000300', 'brought', 1, 1, 1, 1794000000000);
insert into typed_messages (channel, ts, typed_id, said_at, edited_ts, told_ts, content, files) values
    ('D1', '1794000000.000200', 1, 1794000000000, null, '1794000000.000200', 'Where is the style guide?', 0),
    ('D1', '1794000060.000100', 1, 1794000060000, null, '1794000060.000100', null, 1),
    ('D2', '1794000000.000400', 2, 1794000000000, '1794000005.000000', '1794000005.000100', null, 0);
