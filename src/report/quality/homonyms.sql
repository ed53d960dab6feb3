-- Rows of the query homonyms, without making them.
with
  shared(name) as (select name from officials where not surname_only group by name having count(*) > 1),
  hint(key) as (
    select key_a from proposals where kind in ('variant', 'meeting', 'unit')
    union select key_b from proposals where kind in ('variant', 'meeting', 'unit')),
  hinted(name) as (select o.name from hint h cross join officials o on o.key = h.key)
select '', count(*) from officials
where not surname_only and (name in (select name from shared) or name in (select name from hinted))
