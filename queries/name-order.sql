-- name-order · 名单排序
-- People of a meeting in printed order, with posts, report by report.
-- list_order is NULL where the order in print says nothing. 各报道中与会者的排名次序。
--
-- Parameters:
--   meeting  text    ''   Number, key or ref of a meeting, or a piece of its name; nothing for the one with most people.
--   limit    number  500  Most rows; 0 for all.
-- Columns:
--   held_on        日期    Day of the meeting, or what is known of it
--   meeting_name   会议    Meeting
--   document       文件    Input file in which it was read
--   list_order     位次    Position in print
--   official_name  姓名    Name
--   posts          职务    Posts as printed
--   roles          角色    What the person did
--   meeting_key    会议号  Key of the meeting, for citation
--   ref            引用号  Ref of the evidence, for citation
with
  p(meeting, most) as (
    select trim(coalesce(:meeting, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- The meeting asked for by its number, key or ref; when nothing is asked, the one with most people.
  exact(id) as materialized (
    select m.id from p cross join meetings m on m.key = p.meeting
    union select m.id from p cross join meetings m on m.id = cast(p.meeting as integer) and cast(m.id as text) = p.meeting
    union select mr.meeting_id
      from p cross join documents d on d.ref = substr(p.meeting, 1, max(0, instr(p.meeting, '-') - 1))
        cross join meeting_reports mr on mr.document_id = d.id and mr.ref = p.meeting
    union select * from (
      select meeting_id from meeting_counts where (select meeting from p) = '' order by officials desc, meeting_id limit 1)),
  -- Else those with these words in the name that have a row, in their order, enough for all rows; those without a date come
  -- last.
  picked(id) as materialized (
    select id from exact
    union all
    select * from (
      select m.id from meetings m
      where m.held_from is not null and not exists (select 1 from exact) and instr(m.name, (select meeting from p))
        and exists (select 1 from meeting_reports mr cross join attendances a on a.meeting_report_id = mr.id
          where mr.meeting_id = m.id)
      order by m.held_from, m.id limit (select most from p))
    union all
    select * from (
      select m.id from meetings m
      where m.held_from is null and not exists (select 1 from exact) and instr(m.name, (select meeting from p))
        and exists (select 1 from meeting_reports mr cross join attendances a on a.meeting_report_id = mr.id
          where mr.meeting_id = m.id)
      order by m.id limit (select most from p))
    limit (select most from p))
select m.held_on, m.name as meeting_name, d.path as document, min(a.list_order) as list_order, r.name as official_name,
  (select group_concat(post, '、') from (select t.unit || t.title as post from post_reports t
    where t.official_report_id = r.id and t.status <> 'former' order by t.n)) as posts,
  (select group_concat(role, '、') from (select distinct a2.role from attendances a2
    where a2.official_report_id = r.id and a2.meeting_report_id = mr.id order by a2.role)) as roles,
  m.key as meeting_key, min(a.ref) as ref
from picked cross join meetings m on m.id = picked.id cross join meeting_reports mr on mr.meeting_id = m.id
  cross join documents d on d.id = mr.document_id
  cross join attendances a on a.meeting_report_id = mr.id cross join official_reports r on r.id = a.official_report_id
group by mr.id, r.id
order by m.held_from is null, m.held_from, m.id, d.path, min(a.list_order) is null, min(a.list_order), r.span_start
limit (select most from p)
