-- Rows as they stood after this migration; every later one must carry them on.
update programmes set journal = 1 where id = 1;
insert into journal_entries values (1, 1, 1795600000000, null, 'I asked early today.'), (2, 2, 1795600000000, 1795610000000, 'Less telling.');
insert into journal_forms values ('V91', 1, 1, 1), ('V92', 2, 2, 1), ('V93', 1, null, 1);
insert into journal_shares values (1, 1, 1, 1, 1795620000000, 'stands', null), (2, null, 1, 1, 1795620000000, 'taken_back', null);
