-- civil-military · 军地同场
-- Civilian and military participants of one event.
-- At the same event; that they met is not said. 军地同场记录:同场不等于会面。
--
-- Parameters:
--   place    place      ''   Code or name of a division, with all below it.
--   from     date       ''   First day, month or year.
--   to       date       ''   Last day, month or year.
--   undated  with|only  ''   Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     500  Most rows; 0 for all.
-- Columns:
--   held_on        日期      Day of the meeting, or what is known of it
--   meeting_name   会议      Meeting
--   place          地区      Division
--   civilian       地方人员  Civilian
--   civil_post     地方职务  Post of the civilian
--   military_unit  部队      Military unit
--   officer        军人      Officer, if named
--   document       文件      Input file in which it was read
--   meeting_key    会议号    Key of the meeting, for citation
--   ref            引用号    Ref of the evidence, for citation
with
  p(place, since, till, undated, most) as (
    select trim(coalesce(:place, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      coalesce(:undated, ''),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- Meetings there that have a row.
  shown(id, held_from, held_to) as not materialized (
    select m.id, m.held_from, m.held_to from meetings m
    where ((select place from p) in ('', m.place)
        or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
      and exists (select 1 from meeting_counts n where n.meeting_id = m.id and n.civil_military)),
  -- The first of them, enough for all rows; the index of dates is followed until there are so many, those without a date
  -- come last.
  first(id) as materialized (
    select * from (
      select id from shown
      where held_from is not null and (select undated <> 'only' from p) and held_to >= (select since from p)
        and ((select till from p) = '' or held_from <= (select till from p))
      order by held_from, id limit (select most from p))
    union all
    select * from (
      select id from shown
      where held_from is null and (select undated in ('with', 'only') or since || till = '' from p)
      order by id limit (select most from p))
    limit (select most from p)),
  report(id, meeting_id, document_id) as materialized (
    select mr.id, f.id, mr.document_id from first f cross join meeting_reports mr on mr.meeting_id = f.id),
  soldiers(report_id, unit, officer, ref) as materialized (
    select x.id, ur.name, null, ua.ref from report x cross join unit_attendances ua on ua.meeting_report_id = x.id
      cross join unit_reports ur on ur.id = ua.unit_report_id and ur.kind = 'military'
    union all
    select x.id, min(ur.name), r.name, min(a.ref) from report x cross join attendances a on a.meeting_report_id = x.id
      cross join official_reports r on r.id = a.official_report_id cross join post_reports t on t.official_report_id = r.id
      cross join unit_reports ur on ur.id = t.unit_report_id and ur.kind = 'military'
    where not exists (select 1 from post_reports t2 cross join unit_reports u2 on u2.id = t2.unit_report_id
      where t2.official_report_id = r.id and u2.kind in ('party', 'government', 'congress', 'consultative'))
    group by x.id, r.id)
select m.held_on, m.name as meeting_name, m.place, r.name as civilian, min(t.unit || t.title) as civil_post,
  s.unit as military_unit, s.officer, d.path as document, m.key as meeting_key, s.ref
from soldiers s cross join report x on x.id = s.report_id cross join meetings m on m.id = x.meeting_id
  cross join documents d on d.id = x.document_id cross join attendances a on a.meeting_report_id = x.id
  cross join official_reports r on r.id = a.official_report_id cross join post_reports t on t.official_report_id = r.id
  cross join unit_reports ur on ur.id = t.unit_report_id and ur.kind in ('party', 'government', 'congress', 'consultative')
group by s.report_id, s.unit, s.officer, s.ref, r.id
order by m.held_from is null, m.held_from, m.id, d.path, r.n, s.unit, s.officer, s.ref
limit (select most from p)
