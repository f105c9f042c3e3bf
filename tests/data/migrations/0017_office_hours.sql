-- Rows as they stood after this migration; every later one must carry them on.
update programmes set office_hours = 1 where id = 1;
insert into office_hours values (2, 'Thursday', '15:00', 45, 2, '2026-11-12', 1795708800000, '2026-W48');
insert into office_sessions values
    (1, 2, 'C1', 1794499200000, 1794501900000, 2, 1794501900000, 3, 0),
    (2, 2, 'C1', 1795708800000, 1795711500000, 1, null, null, null);
insert into office_places values
    (2, 'U9', '1795708801.000100', 'helped'),
    (2, 'U8', '1795708802.000100', 'waiting'),
    (2, 'U7', '1795708803.000100', 'left');
