-- Rows as they stood after this migration; every later one must carry them on.
update people set learns_by = 'hands_on' where id = 1;
