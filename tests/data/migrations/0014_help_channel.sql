-- Rows as they stood after this migration; every later one must carry them on.
insert into channels values ('C1', 'open', 1794400000000), ('C2', 'gone', 1794400000000);
update programmes set help_channel = 'C1', peer_hours = 4 where id = 1;
insert into questions_in_channel values
    (1, 'C1', 'https://example.slack.com/archives/C1/p1794400001000000', 1794414400000, null),
    (2, 'C2', null, null, 1794400001000);
insert into peer_answers values
    ('C1', '1794400002.000100', 1, 1794400002000, null, null, null),
    ('C1', '1794400003.000100', 1, 1794400003000, 2, 'Lend it twice.', '1794400004.000000');
insert into publications values
    (1, 1, '1/4.1', 2, 1794470000000, '{"kind":"debug","asked":"When is cloning fine?","tried":null,"happened":null,"theory":null,"blocked":null,"topics":[]}', 0, 'When it is short.', 1, null, 1794470100000, null);
