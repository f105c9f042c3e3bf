-- Rows as they stood after this migration; every later one must carry them on.
insert into questions (id, pair_id, author_id, version, asked_at, posted_at, round, closed_as, closed_at) values
    (1, 1, 1, 1, 1794400000000, 1794400001000, 2, null, null),
    (2, 1, 1, 1, 1794400000000, null, 1, 'solved_alone', 1794400002000);
insert into question_versions values
    (1, 1, 1794400000000, 'V20', '{"kind":"debug","asked":"When is cloning fine?","tried":"Borrowing","happened":"error[E0502]","theory":"A reference","blocked":"The release","topics":["skills"]}'),
    (2, 1, 1794400000000, 'V21', '{"kind":"quick","asked":"Which branch?","tried":null,"happened":null,"theory":null,"blocked":null,"topics":[]}');
insert into question_rounds values
    (1, 1, 1794400000000, '24 working-day hours', 1794486400000, 1794400100000, 1794480000000, null, 1794470000000, 95, 'kept'),
    (1, 2, 1794480000000, '24 working-day hours', 1794566400000, null, null, null, null, null, null),
    (2, 1, 1794400000000, '24 working-day hours', 1794486400000, null, null, null, null, null, null);
insert into replies (id, question_id, author_id, said_at, taken_minutes, view_id, version, standing)
values (4, 1, 2, 1794470000000, 95, 'V22', 1, 'stands');
insert into reply_versions values (4, 1, 1794470000000,
    '{"answer":{"words":"When it is short.","link":{"kind":"video","link":"https://example.com/"},"question":null}}');
insert into solved_while_writing values (1, 1, 1, 1794400000000, 'V23');
update attention set takes_urgent = 1 where person_id = 1;
insert into owed_card_items values (2, '2026-11-10', null, 1);
insert into drafts values (1, 'question', '1', 'V24', '{"asked":{"text":"Wh"}}', 1795186800000),
                          (2, 'answer', '1', 'V25', '{"words":{"text":"Wh"}}', 1795186800000);
