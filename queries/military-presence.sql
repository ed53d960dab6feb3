-- military-presence · 部队出席
-- Military units and officers at meetings.
-- As printed; anonymous units (某部) are not unmasked. 出席会议的部队单位与军人,一仍原文。
--
-- Parameters:
--   place    place      ''   Code or name of a division, with all below it.
--   from     date       ''   First day, month or year.
--   to       date       ''   Last day, month or year.
--   undated  with|only  ''   Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     500  Most rows; 0 for all.
-- Columns:
--   held_on        日期    Day of the meeting, or what is known of it
--   meeting_name   会议    Meeting
--   place          地区    Division
--   unit_name      部队    Military unit
--   official_name  姓名    Officer, if named
--   rank           军衔    Rank
--   title          职务    Post
--   part           身份    Role or manner of presence
--   document       文件    Input file in which it was read
--   meeting_key    会议号  Key of the meeting, for citation
--   ref            引用号  Ref of the evidence, for citation
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
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1))))
select m.held_on, m.name as meeting_name, m.place, x.unit_name, x.official_name, x.rank, x.title, x.part,
  d.path as document, m.key as meeting_key, x.ref
from p cross join (
    select ua.meeting_report_id, ur.name as unit_name, null as official_name, null as rank, null as title,
      ua.presence as part, ua.ref
    from unit_attendances ua join unit_reports ur on ur.id = ua.unit_report_id where ur.kind = 'military'
    union all
    select a.meeting_report_id, ur.name, r.name, r.rank, t.title, a.role, a.ref
    from unit_reports ur join post_reports t on t.unit_report_id = ur.id
      join official_reports r on r.id = t.official_report_id join attendances a on a.official_report_id = r.id
    where ur.kind = 'military' and t.status <> 'former') x
  join meeting_reports mr on mr.id = x.meeting_report_id join meetings m on m.id = mr.meeting_id
  join documents d on d.id = mr.document_id
where (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
  and (case when m.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and m.held_to >= p.since and (p.till = '' or m.held_from <= p.till) end)
order by m.held_from is null, m.held_from, m.id, x.unit_name, x.official_name, x.part, x.ref
limit (select most from p)
