-- Rows as they stood after this migration; every later one must carry them on.
insert into meetings (call_id, sequence, mentor_presence, mentee_presence, happened, missing, mentor_worth, mentee_worth)
values
    (1, 0, 'here', 'late', 'held', null, 'call', 'written'),
    (2, 1, 'here', null, 'no_show', 'mentee', null, null);
insert into meeting_accounts (id, call_id, sequence, said_by, happened, said_at) values
    (1, 1, 0, 'mentee', 'held', 1794502000000),
    (2, 2, 1, 'mentor', 'no_show', 1795709500000);
insert into call_notes values (1, 1, 1, 1794503000000, 'V1', '{"words":"The parser","lasted":"thirty","why":null}');
insert into call_signs values
    (1, 'written', 1, 1794503000000, 'skip', 'mentee'),
    (1, 'empty', 1, 1794503000000, null, null);
insert into posts (channel, ts, subject, subject_id, week) values ('C1', '1794412800.000100', 'agenda', 1, '0');
insert into actions (pair_id, source, source_id, place, owner, words, state, asked_at)
    values (1, 'call', 1, 0, 'mentee', 'Try the other parser', 'open', 1794503000000);
insert into drafts values (1, 'notes', '1', 'V1', '{}', 1794503000000);
