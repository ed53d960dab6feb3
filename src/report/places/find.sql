-- The divisions of a name or code, in the names of the present; failing them, a town that only meetings name.
-- Of several divisions of one name those count that have a meeting.
with named(code) as (
    select code from divisions where code = :place
    union
    select code from division_names where :place in (name, full_name, substr(name, 1, length(name) - 1))),
  busy(code) as (
    select code from named n where exists (select 1 from meetings m where m.division_code = n.code)),
  chosen(code) as (
    select code from busy union select code from named where not exists (select 1 from busy))
select c.code, n.name, n.full_name
from chosen c join division_names n on n.id = (
  select id from division_names x where x.code = c.code
  -- The name that was asked for, else the newest.
  order by :place in (x.name, x.full_name) desc, x.valid_to is not null, x.valid_to desc, x.id limit 1)
union all
select :place, :place, :place
where not exists (select 1 from chosen) and exists (select 1 from meetings where place = :place)
order by 1
