-- Rows as they stood after this migration; every later one must carry them on.
insert into setups (person_id, opened, plan, changed_at)
values (1, 1795186800000, '{"name":"Autumn","zone":"Europe/Lisbon","every_weeks":2,"rule":"0 15 * * Thu","reply_days":2,"capacity":3,"first":null}', 1795186800000);
update programmes set rhythm_since = 1795186800000 where id = 1;
update pairs set starts_on = '2026-11-30' where id = 1;
