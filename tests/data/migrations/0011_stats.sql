-- Rows as they stood after this migration; every later one must carry them on.
update checkins set allowed_minutes = 960 where id = 1;
update question_rounds set allowed_minutes = 480 where question_id = 1 and round = 1;
insert or replace into signs_due values (1, 1795400000000);
insert into signs values (1, 'slow', '2026-W46', 1794800000000, null, null),
                         (1, 'silent', '2026-W44', 1793600000000, 1794200000000, null);
