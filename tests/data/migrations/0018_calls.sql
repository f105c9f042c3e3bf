-- Rows as they stood after this migration; every later one must carry them on.
insert into call_settings values (1, 'monthly', 25, 'https://meet.example.org/room');
update call_schedules set week = '2026-W49', ask_at = 1795424400000 where pair_id = 1;
insert into calls (id, pair_id, week, made_at, state, round, sequence, purpose, topics, starts_at, minutes, mentor_burden,
    mentee_burden, agreed_at, offer_by, offer_starts_at, offer_minutes, offer_mentor_burden, offer_mentee_burden, offered_at,
    offer_purpose, offer_topics, lapse_at)
values
    (1, 1, '2026-W45', 1793610000000, 'agreed', 3, 0, 'get_to_know', '[]', 1794499200000, 30, 0, 90, 1793620000000,
     null, null, null, null, null, null, null, null, null),
    (2, 1, '2026-W47', 1794819600000, 'agreed', 5, 1, 'career', '["career", "skills"]', 1795708800000, 20, 60, 0, 1794900000000,
     'mentee', 1795712400000, 20, 0, 0, 1795000000000, 'goal_review', '[]', 1795708800000),
    (3, 1, null, 1795000000000, 'choosing', 1, 0, null, '[]', null, null, null, null, null,
     null, null, null, null, null, null, null, null, 1796000000000),
    (4, 1, null, 1792000000000, 'called_off', 4, 1, 'pairing', '[]', 1792500000000, 15, 0, 0, 1792000000000,
     null, null, null, null, null, null, null, null, null);
insert into call_slots values
    (3, 1, 0, 1795708800000, 30, 0, 0),
    (3, 1, 1, 1795795200000, 30, 0, 45);
insert into call_changes values
    (4, 0, 'called_off', 'mentee', 1792450000000, 1792500000000, 1, 'A fever', 1792450000000),
    (2, 1, 'moved', 'mentee', 1795000000000, 1795708800000, 0, null, null);
