-- meeting-roles · 主持与讲话
-- Who chaired, spoke, reported, read or received at a meeting.
-- 谁主持、讲话、汇报、宣读、颁奖、受表彰。
--
-- Parameters:
--   meeting  text    ''   Number, key or ref of a meeting, or a piece of its name; nothing for the one with most people.
--   role     attended|chaired|spoke|reported|read|awarded|received  ''   One role only.
--   limit    number  500  Most rows; 0 for all.
-- Columns:
--   held_on        日期    Day of the meeting, or what is known of it
--   meeting_name   会议    Meeting
--   role           角色    Role
--   official_name  姓名    Name
--   posts          职务    Posts as printed
--   text           原文    Words that say so
--   documents      文件数  Number of documents that say so, a copy and its original counted once
--   meeting_key    会议号  Key of the meeting, for citation
--   official_key   人物号  Key of the person
--   ref            引用号  Ref of the evidence, for citation
with
  p(meeting, role, most) as (
    select trim(coalesce(:meeting, '')),
      trim(coalesce(:role, '')),
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
  -- Few were honoured: where these are asked for, the meetings at which somebody was so. Both roles are named for the index's
  -- sake.
  honoured(meeting_id) as materialized (
    select mr.meeting_id from attendances a cross join meeting_reports mr on mr.id = a.meeting_report_id
    where a.role in ('awarded', 'received') and a.role = (select role from p)),
  -- Else those with these words in the name that have a row, in their order, enough for all rows; those without a date come
  -- last.
  picked(id) as materialized (
    select id from exact
    union all
    select * from (
      select m.id from meetings m
      where m.held_from is not null and not exists (select 1 from exact)
        and ((select role not in ('awarded', 'received') from p) or m.id in honoured)
        and instr(m.name, (select meeting from p))
        and exists (select 1 from meeting_reports mr cross join attendances a on a.meeting_report_id = mr.id
          where mr.meeting_id = m.id and (select role in ('', a.role) from p))
      order by m.held_from, m.id limit (select most from p))
    union all
    select * from (
      select m.id from meetings m
      where m.held_from is null and not exists (select 1 from exact)
        and ((select role not in ('awarded', 'received') from p) or m.id in honoured)
        and instr(m.name, (select meeting from p))
        and exists (select 1 from meeting_reports mr cross join attendances a on a.meeting_report_id = mr.id
          where mr.meeting_id = m.id and (select role in ('', a.role) from p))
      order by m.id limit (select most from p))
    limit (select most from p))
select m.held_on, m.name as meeting_name, a.role, r.name as official_name,
  (select group_concat(post, '、') from (select t.unit || t.title as post from post_reports t
    where t.official_report_id = r.id and t.status <> 'former' order by t.n)) as posts,
  substr(d.body, a.span_start + 1, a.span_end - a.span_start) as text,
  count(distinct coalesce(d.duplicate_of, d.id)) as documents, m.key as meeting_key, o.key as official_key, min(a.ref) as ref
from p cross join picked cross join meetings m on m.id = picked.id
  cross join meeting_reports mr on mr.meeting_id = m.id cross join documents d on d.id = mr.document_id
  cross join attendances a on a.meeting_report_id = mr.id cross join official_reports r on r.id = a.official_report_id
  left join officials o on o.id = r.official_id
where p.role = '' or a.role = p.role
group by m.id, a.role, coalesce(o.key, r.ref)
order by m.held_from is null, m.held_from, m.id,
  case a.role when 'chaired' then 1 when 'spoke' then 2 when 'reported' then 3 when 'read' then 4 when 'awarded' then 5
    when 'received' then 6 else 7 end, min(a.list_order) is null, min(a.list_order), r.name
limit (select most from p)
