-- Others who may be the same person.
select p.kind, other.key as other, other.name as other_name
from officials o join proposals p on o.key in (p.key_a, p.key_b)
  join officials other on other.key = case when p.key_a = o.key then p.key_b else p.key_a end
where o.id = :official
order by p.kind, other.key
