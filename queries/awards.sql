-- awards · 表彰授牌
-- Who conferred and who received.
-- 表彰、授牌、颁奖:授者与受者。
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
--   role           角色    awarded or received
--   official_name  姓名    Name
--   posts          职务    Posts as printed
--   text           原文    Words that say so
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
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- What makes a row costs more than finding it: first the rows.
  chosen(id) as materialized (
    select a.id
    from p cross join attendances a join official_reports r on r.id = a.official_report_id
      join meeting_reports mr on mr.id = a.meeting_report_id join meetings m on m.id = mr.meeting_id
    where a.role in ('awarded', 'received') and (p.place = '' or m.place = p.place
        or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
      and (case when m.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
        else p.undated <> 'only' and m.held_to >= p.since and (p.till = '' or m.held_from <= p.till) end)
    order by m.held_from is null, m.held_from, m.id, a.role, a.ref
    limit (select most from p))
select m.held_on, m.name as meeting_name, m.place, a.role, r.name as official_name,
  (select group_concat(post, '、') from (select t.unit || t.title as post from post_reports t
    where t.official_report_id = r.id and t.status <> 'former' order by t.n)) as posts,
  substr(d.body, a.span_start + 1, a.span_end - a.span_start) as text, d.path as document, m.key as meeting_key, a.ref
from chosen cross join attendances a on a.id = chosen.id cross join official_reports r on r.id = a.official_report_id
  cross join meeting_reports mr on mr.id = a.meeting_report_id cross join meetings m on m.id = mr.meeting_id
  cross join documents d on d.id = mr.document_id
order by m.held_from is null, m.held_from, m.id, a.role, a.ref
