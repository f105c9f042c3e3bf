-- Rows as they stood after this migration; every later one must carry them on.
insert into steps values
    (1, 1, 'weekly', '2027-04-19', '2027-05-03', 'monthly', 'monthly', 1808121600000, 'taken', 1809298800000),
    (1, 2, 'monthly', null, '2027-06-01', null, 'weekly', 1811800000000, null, null);
