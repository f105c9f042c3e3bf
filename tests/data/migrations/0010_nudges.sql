-- Rows as they stood after this migration; every later one must carry them on.
insert into owed_cards values (2, '2026-11-10', 1, 1794330000000, null);
insert into owed_card_items values (2, '2026-11-10', 1, null, 1, 2, 'three_quarters'),
                                   (2, '2026-11-10', 1, 1, null, 1, null);
