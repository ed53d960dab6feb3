-- The entity to which a key leads.
select coalesce(k.official_id, k.unit_id, k.meeting_id) as id, k.entity as kind,
  coalesce(o.key, u.key, m.key) as key, coalesce(o.name, u.name, m.name) as name
from keys k
  left join officials o on o.id = k.official_id
  left join units u on u.id = k.unit_id
  left join meetings m on m.id = k.meeting_id
where k.key = :key
