-- The events that a word names, by the strictest meaning that any has: key, any ref that leads to it, number, name, a
-- piece of the name.
with found(id, strictness) as (
  select meeting_id, 1 from keys where key = :wanted and meeting_id is not null
  union all
  select id, 2 from meetings where cast(id as text) = :wanted
  union all
  select id, 3 from meetings where name = :wanted
  union all
  select id, 4 from meetings where instr(name, :wanted))
select distinct m.id, m.key, m.name, m.kind, m.held_on, m.held_until, m.daypart, m.place
from found f join meetings m on m.id = f.id
where f.strictness = (select min(strictness) from found)
order by m.held_from is null, m.held_from, m.key
limit 9
