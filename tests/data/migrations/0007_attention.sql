-- Rows as they stood after this migration; every later one must carry them on.
insert into outbox (key, message, state, due_at, ready_at, settled_at, channel, ts)
values ('card/1/2026-11-09/0', '{"card":{"person":1,"on":"2026-11-09","nth":0}}', 'sent', 1794214800000, 1794214800000,
        1794214801000, 'D1', '1794214801.000100');
insert into outbox (key, message, state, due_at, ready_at, settled_at, channel, ts, reader_id, card_id)
select 'reminder/1/2026-W45', '{"reminder":{"pair":1,"week":"2026-W45"}}', 'sent', 1794214800000, 1794214800000,
       1794214801000, 'D1', '1794214801.000100', 1, id
from outbox where key = 'card/1/2026-11-09/0';
insert into unasked select id, 1, 1794214801000 from outbox where key = 'card/1/2026-11-09/0';
insert into posts values ('D1', '1794214801.000100', 'card', 1, '2026-11-09+0'),
                         ('D1', '1794214801.000100', 'prompt', 1, '2026-W45');
insert into attention values (1, 4, '2026-12-01');
insert into kinds_off values (2, 'reminder');
