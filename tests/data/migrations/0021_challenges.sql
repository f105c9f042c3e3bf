-- Rows as they stood after this migration; every later one must carry them on.
update programmes set challenges = 1 where id = 1;
insert into challenges values
    (1, 1, 2, 'https://example.com/bugs/1', '{"title":"The date is a day off","link":"https://example.com/bugs/1","labels":["bug"],"context":"It began with the zone picker."}', 1794300000000, null),
    (2, 1, null, 'https://example.com/bugs/2', '{"title":"Slow search","link":"https://example.com/bugs/2","labels":[],"context":null}', 1794300000000, 1794400000000);
insert or replace into challenges_due values (1, 1795392000000);
insert into assignments values
    (1, 1, 1, '2026-W46', '2026-11-13', 'given'),
    (2, 1, 2, '2026-W48', '2026-11-27', 'unsent');
insert into write_ups values (1, 1, 1794500000000, 2);
insert into write_up_versions values
    (1, 1, 1794500000000, 'VW1', '{"tried":"A test","narrowed":null,"differently":null,"link":null}'),
    (1, 2, 1794500100000, 'VW2', '{"tried":"A test that fails","narrowed":"By halves","differently":null,"link":"https://example.com/pull/1"}');
