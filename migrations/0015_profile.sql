-- How somebody takes things in best, as they say it of themselves; null where they have not said.
alter table people add column learns_by text check (learns_by in ('visual', 'text', 'hands_on'));
