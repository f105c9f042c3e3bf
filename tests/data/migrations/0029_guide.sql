-- Rows as they stood after this migration; every later one must carry them on.
insert into guides values (1, 2,
    '{"about":"We learn in writing.","structure":"Weekly.","first_week":"Begin small.","tools":[{"name":"Chat","link":"https://example.com/chat"}],"for_mentees":[],"for_mentors":[]}',
    3, 1795500000000);
insert into first_weeks values (1, 'mentee', 1796000000000, 'hours'), (1, 'mentor', 1796000000000, '');
insert into first_week_ticks values (1, 'mentee', 'guide');
insert into tips values (1, 'mentee', 2, '2026-11-16');
insert into asides (id, pair_id, author_id, reader_id, kind, words, link, written_at, view_id)
values (3, 1, 1, 3, 'suggestion', 'A book on naming.', 'https://example.com/names', 1795500000000, 'V90');
