-- Rows as they stood after this migration; every later one must carry them on.
insert into instance values ('salt', '00112233445566778899aabbccddeeff'), ('last_tick_at', '1794000000000');
update programmes set zone = 'Europe/Berlin' where id = 1;
insert into people (id, slack_user, name, slack_zone, is_admin, is_bot, is_guest, is_deleted, working_hours, dm_channel, met_at, changed_at)
values (1, 'U1', 'Inês', 'Europe/Lisbon', 0, 0, 0, 0, null, 'D1', 1793600000000, 1793600000000),
       (2, 'U2', 'Noah', 'America/New_York', 0, 0, 0, 0, 'Mon-Thu 10:00-18:00', 'D2', 1793600000000, 1793600000000),
       (3, 'U3', 'Lena', null, 1, 0, 0, 0, null, null, 1793600000000, 1793600000000);
insert into leaves (person_id, from_on, to_on, told_at) values (2, '2026-12-21', '2027-01-01', 1793700000000);
insert into pairs (id, programme_id, mentor_id, mentee_id, state, proposed_by, proposed_at, began_at, room_channel)
values (1, 1, 2, 1, 'active', 3, 1793600000000, 1793650000000, 'G1');
insert into schedules values (1, 'checkin', '2026-W47', 1795186800000);
insert into asked_weeks (pair_id, week, due_at, state, asked_at, times_snoozed, next_nudge, nudge_at, skip_reason)
values (1, '2026-W45', 1793977200000, 'written', 1793977200000, 0, null, null, null),
       (1, '2026-W46', 1794582000000, 'skipped', 1794582000000, 1, null, null, 'Training');
insert into checkins (id, pair_id, week, author_id, version, submitted_at, posted_at, reply_owed_by, replied_at)
values (1, 1, '2026-W45', 1, 1, 1793980800000, 1793980801000, 1794153600000, 1794000000000);
insert into checkin_versions values (1, 1, 1793980800000, 'V1',
    '{"last_plan":[],"tasks":"Import","learned":"Lifetimes","tried":"Two ways","happened":null,"blocked":false,"questions":[],"primary":"Export","secondary":null,"stretch":null,"works_well":null,"could_improve":null}');
insert into replies (id, checkin_id, author_id, said_at, taken_minutes, channel, ts, version, standing)
values (1, 1, 2, 1794000000000, 120, 'G1', '1794000000.000100', 1, 'stands');
insert into reply_versions values (1, 1, 1794000000000, '{"said":{"text":"Well done","files":0}}');
insert into posts (channel, ts, subject, subject_id) values ('G1', '1793980801.000100', 'checkin', 1);
insert into outbox (key, message, state, due_at, ready_at, settled_at)
values ('checkin/1', '{"checkin_post":{"checkin":1,"to":"room"}}', 'sent', 1793980800000, 1793980800000, 1793980801000);
insert into pauses values ('chat.postMessage', 1794000000000);
insert into inbox values ('click:U1:1', 1794000000000);
insert into records (id, pair_id, subject, subject_id, author_id, said_at) values (1, 1, 'checkin', 1, 1, 1793980800000);
insert into record_words (rowid, words) values (1, 'Import Lifetimes Two ways Export');
