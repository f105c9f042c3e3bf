-- Rows as they stood after this migration; every later one must carry them on.
insert into records (id, pair_id, programme_id, subject, subject_id, author_id, said_at) values
    (90, null, 1, 'published', 1, 2, 1794470000000);
insert into record_words (rowid, words) values (90, char(57361) || 'Cloning');
insert into solved_by_memory (id, pair_id, person_id, subject, subject_id, said_at, author_id, solved_at, view_id) values
    (1, 1, 1, 'reply', 4, 1794470000000, 2, 1794480000000, 'V26');
