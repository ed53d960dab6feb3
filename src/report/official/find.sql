-- People of a name; with a place, those who belong there or were seen there.
with scope(prefix) as materialized (
  select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
  from (select :place as code where :place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'))
select o.id, o.key, o.name, o.pinyin, o.capacity,
  (select n.full_name from division_names n where n.code = o.division_code
    order by n.valid_to is not null, n.valid_to desc, n.id limit 1) as division
from officials o
where o.name = :name and (:place = ''
  or exists (select 1 from scope where substr(o.division_code, 1, length(prefix)) = prefix)
  or exists (select 1 from official_reports r join attendances a on a.official_report_id = r.id
    join meeting_reports mr on mr.id = a.meeting_report_id join meetings m on m.id = mr.meeting_id
    where r.official_id = o.id and (m.place = :place
      or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))))
order by o.key
