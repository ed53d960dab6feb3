-- Events of a chronicle. :place '' for all; :year '' for all years; :since NULL, or the run after which documents came.
-- Undated events of a place are given with every year, since they may belong to it.
-- changed: documents that came or changed since; fresh: none of the event's documents was there before.
with scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select :place as code where :place glob '[1-9][0-9][0-9][0-9][0-9][0-9]')),
  changed(document_id) as materialized (
    select distinct d.id from run_changes c join documents d on d.ref = c.ref and d.path = c.path
    where :since is not null and c.run_id > :since and c.change in ('added', 'updated', 'returned')
      and d.superseded_by_run is null)
select m.id, m.key, m.name, m.kind, m.held_on, m.held_until, m.held_from, m.held_precision, m.held_md, m.held_basis,
  m.daypart, m.place,
  :since is not null and not exists (select 1 from meeting_reports r where r.meeting_id = m.id
    and r.document_id not in (select document_id from changed)) as fresh,
  case m.daypart when '凌晨' then 1 when '早晨' then 2 when '早上' then 2 when '上午' then 3 when '中午' then 4
    when '下午' then 5 when '傍晚' then 6 when '晚上' then 7 else 8 end as daytime
from meetings m
where (:place = '' or m.place = :place or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
  and (:year = '' or m.held_from is null and :place <> ''
    or m.held_from <= :year || '-12-31' and coalesce(m.held_to, m.held_from) >= :year || '-01-01')
  and (:since is null or exists (select 1 from meeting_reports r where r.meeting_id = m.id
    and r.document_id in (select document_id from changed)))
order by m.held_from is null, m.held_from, m.held_md, daytime, m.key
