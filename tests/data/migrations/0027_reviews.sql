-- Rows as they stood after this migration; every later one must carry them on.
insert into reviews (id, pair_id, begins_on, ends_on, closed_at) values
    (1, 1, '2026-11-09', '2026-12-07', 1795500000000),
    (2, 1, '2026-12-07', '2027-01-04', null);
insert into review_answers (id, review_id, side, author_id, said_at, view_id, content) values
    (1, 1, 'mentee', 1, 1795400000000, 'V70', '{"goals":{"1":{"fit":"right","verdict":"keep","why":null}},"together":{"statements":{"direction":2,"answers":5,"feedback":4,"calls":4,"candour":5},"confidence":[["Technical",3]],"door":null,"format":{"structure":"yes","worth":"partly"},"bug_report":null}}'),
    (2, 1, 'mentor', 2, 1795500000000, 'V71', '{"goals":{"1":{"fit":"too_hard","verdict":"drop","why":"Another team does it"}},"together":{"statements":{"direction":5,"answers":4,"feedback":4,"calls":4,"candour":5},"confidence":[],"door":"A talk at the guild","format":null,"bug_report":{"rating":4,"link":"https://example.com/bug"}}}'),
    (3, 2, 'mentee', 1, 1796700000000, null, '{"goals":{"1":{"fit":"right","verdict":"done","why":null}},"together":null}');
