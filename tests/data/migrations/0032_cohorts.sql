-- Rows as they stood after this migration; every later one must carry them on.
insert into channels (channel, standing, looked_at) values ('C0COHORT', 'open', 1795400000000);
insert into cohorts (id, programme_id, name, starts_on, created_by, created_at, channel, bound_by, bindings, closings, ended_at) values
    (1, 1, 'Autumn 2026', '2026-11-30', 3, 1795400000000, 'C0COHORT', 3, 2, 1, null),
    (2, 1, 'Spring 2026', '2026-03-02', 3, 1772400000000, null, null, 1, 0, 1790000000000);
insert into cohort_members (cohort_id, person_id, nth, added_by, added_at, with_pair, joined_at, left_at) values
    (1, 1, 2, 3, 1795400000000, 0, 1795400000000, null),
    (1, 2, 1, 3, 1795400000000, 1, null, null),
    (2, 1, 1, 3, 1772400000000, 0, 1772400000000, 1790000000000);
insert into graduations_told (pair_id, mentor_at, mentee_at) values (1, null, 1795410000000);
