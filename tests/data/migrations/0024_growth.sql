-- Rows as they stood after this migration; every later one must carry them on.
insert into occasions values (1, 'review', '2026-12-07', 1796598000000);
