-- Rows as they stood after this migration; every later one must carry them on.
insert into agreements values
    (1, 1, 'mentee', 1794400000000, 'V1',
     '{"words":{"scope":"Parsers, not pay","confidence":"Salaries stay here"},"rules":{"every":"two_weeks","reply":"one_day","question":"four_hours","urgent":"like_others","budget":4,"between":"no_names","rhythm":"monthly","length":"twenty","learns":"hands_on"}}',
     1794410000000, 1794400000000,
     '{"words":null,"rules":{"every":"week","reply":"two_days","question":"one_day","urgent":"four_hours","budget":3,"between":"us_two","rhythm":null,"length":"thirty","learns":null}}'),
    (1, 2, 'mentor', 1794500000000, 'V2',
     '{"words":{"scope":"Parsers","confidence":null},"rules":{"every":"four_weeks","reply":"three_days","question":"two_days","urgent":"four_hours","budget":3,"between":"open","rhythm":"none","length":"fifteen","learns":null}}',
     1794500000000, null, null);
insert into posts (channel, ts, subject, subject_id, week) values
    ('D1', '1794412900.000100', 'agreement_asked', 1, '2'),
    ('D1', '1794412900.000200', 'agreement_proposed', 1, '1');
insert into drafts values (1, 'agreement', '1', 'V3', '{}', 1794503000000);
