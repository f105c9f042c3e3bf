-- Rows as they stood after this migration; every later one must carry them on.
insert into agendas (id, call_id, side, author_id, version, written_at) values
    (1, 2, 'mentee', 1, 2, 1795100000000),
    (2, 2, 'mentor', 2, 1, 1795110000000);
insert into agenda_versions values
    (1, 1, 1795100000000, 'V_AGENDA_1', '{"worked": "Small steps"}'),
    (1, 2, 1795105000000, 'V_AGENDA_2', '{"worked": "Small steps", "dilemma": "Stay or move on?"}'),
    (2, 1, 1795110000000, 'V_AGENDA_3', '{"added": "The talk in March"}');
insert into call_agendas values (1, 'nothing', 1794412800000), (2, 'something', 1795110000000);
insert into drafts values (2, 'agenda', '2', 'V_AGENDA_4', '{"added": {"text": "And your"}}', 1795120000000);
