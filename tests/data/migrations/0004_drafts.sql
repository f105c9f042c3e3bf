-- Rows as they stood after this migration; every later one must carry them on.
insert into drafts (person_id, form, about, view_id, fields, saved_at)
values (1, 'checkin', '1/2026-W47', 'V2', '{"tasks":{"text":"Half of "},"week":{"chosen":"2026-W47"}}', 1795186800000),
       (2, 'reply', '1', 'V3', '{"feedback":{"text":"Well"}}', 1795186800000);
