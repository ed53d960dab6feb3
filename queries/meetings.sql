-- meetings · 会议列表
-- Meetings by place, time and kind.
-- 会议、活动一览。
--
-- Parameters:
--   place    place      ''   Code or name of a division, with all below it.
--   from     date       ''   First day, month or year.
--   to       date       ''   Last day, month or year.
--   undated  with|only  ''   Rows without a known year: left out while a time is asked for, unless with or only.
--   kind     text       ''   Kind of meeting, for instance 座谈会.
--   limit    number     500  Most rows; 0 for all.
-- Choices:
--   kind  select kind, count(*) || ' meetings' from meetings group by kind order by count(*) desc, kind
-- Columns:
--   held_on       日期      Day of the meeting, or what is known of it
--   meeting_name  会议      Meeting
--   meeting_kind  类型      Kind
--   place         地区      Division
--   daypart       时段      Morning, afternoon …
--   chaired_by    主持      Who chaired
--   officials     人数      Number of people named
--   documents     文件数    Number of documents, a copy and its original counted once
--   held_basis    日期依据  How the date is known
--   meeting_key   会议号    Key of the meeting, for citation
--   document      文件      Input file in which it was read
with
  p(place, since, till, undated, kind, most) as (
    select trim(coalesce(:place, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      coalesce(:undated, ''),
      trim(coalesce(:kind, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  found(id) as materialized (
    select m.id from p cross join meetings m
    where (p.kind = '' or m.kind = p.kind)
      and (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
      and (case when m.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and m.held_to >= p.since and (p.till = '' or m.held_from <= p.till) end)
    order by m.held_from is null, m.held_from, m.held_md, m.id
    limit (select most from p))
select m.held_on, m.name as meeting_name, m.kind as meeting_kind, m.place, m.daypart,
  (select group_concat(name, '、') from (select distinct r.name from meeting_reports mr
    join attendances a on a.meeting_report_id = mr.id and a.role = 'chaired'
    join official_reports r on r.id = a.official_report_id where mr.meeting_id = m.id order by r.name)) as chaired_by,
  n.officials, n.documents,
  m.held_basis, m.key as meeting_key,
  (select min(d.path) from meeting_reports mr join documents d on d.id = mr.document_id where mr.meeting_id = m.id) as document
from found cross join meetings m on m.id = found.id left join meeting_counts n on n.meeting_id = m.id
order by m.held_from is null, m.held_from, m.held_md, m.id
