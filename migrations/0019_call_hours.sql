-- The hours in which somebody takes a call if need be, like 08:00-20:00; null for the usual ones.
alter table people add column call_hours text;
