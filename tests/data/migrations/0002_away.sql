-- Rows as they stood after this migration; every later one must carry them on.
insert into leaves (person_id, from_on, to_on, told_at, reason, is_reason_shared, next_step, next_at)
values (1, '2026-12-28', '2026-12-31', 1793700000000, 'A trip', 1, 'ahead', 1797843600000);
insert into holidays (programme_id, from_on, to_on, name, added_at)
values (1, '2026-12-24', '2026-12-26', 'Christmas', 1793700000000);
insert into outbox (key, message, state, due_at, ready_at)
values ('leave/1/entered/1', '{"about_leave":{"leave":1,"to":1,"notice":"entered"}}', 'ready', 1794214800000, 1794214800000),
       ('welcome-back/2', '{"welcome_back":{"leave":2}}', 'ready', 1794214800000, 1794214800000);
