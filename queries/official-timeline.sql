-- official-timeline · 活动年表
-- Every appearance of a person, with the post and role printed then.
-- Appearances without a known year stand at the end.
-- 一个人的每次公开活动,附当时职务与角色;年份不明者列于末尾。
--
-- Parameters:
--   name     name       ''   Full name of the person; nothing for everybody.
--   place    place      ''   Code or name of a division, with all below it.
--   from     date       ''   First day, month or year.
--   to       date       ''   Last day, month or year.
--   undated  with|only  ''   Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     500  Most rows; 0 for all.
-- Columns:
--   held_on        日期      Day of the meeting, or what is known of it
--   official_name  姓名      Name
--   posts          职务      Posts printed in the reports of this meeting
--   roles          角色      What the person did there
--   meeting_name   会议      Meeting
--   meeting_kind   类型      Kind of meeting
--   place          地区      Division
--   documents      文件数    Number of documents that say so
--   held_basis     日期依据  How the date is known
--   meeting_key    会议号    Key of the meeting, for citation
--   official_key   人物号    Key of the person
--   ref            引用号    Ref of the evidence, for citation
with
  p(name, place, since, till, undated, most) as (
    select trim(coalesce(:name, '')),
      trim(coalesce(:place, '')),
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
  -- Without a name: the first meetings at which anybody was seen, enough for all rows; the index of dates is followed
  -- until there are so many, those without a date come last.
  first(id) as materialized (
    select * from (
      select m.id from meetings m
      where m.held_from is not null and (select name = '' and undated <> 'only' from p)
        and ((select place from p) in ('', m.place)
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
        and m.held_to >= (select since from p) and ((select till from p) = '' or m.held_from <= (select till from p))
        and exists (select 1 from activities v where v.meeting_id = m.id)
      order by m.held_from, m.id limit (select most from p))
    union all
    select * from (
      select m.id from meetings m
      where m.held_from is null and (select name = '' and (undated in ('with', 'only') or since || till = '') from p)
        and ((select place from p) in ('', m.place)
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
        and exists (select 1 from activities v where v.meeting_id = m.id)
      order by m.id limit (select most from p))
    limit (select most from p)),
  appearance(official_id, meeting_id, documents, ref) as (
    select v.official_id, v.meeting_id, v.documents, v.ref from first f cross join activities v on v.meeting_id = f.id
    union all
    select v.official_id, v.meeting_id, v.documents, v.ref
    from p cross join officials o on o.name = p.name cross join activities v on v.official_id = o.id
      cross join meetings m on m.id = v.meeting_id
    where p.name <> ''
      and (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
      and (case when m.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and m.held_to >= p.since and (p.till = '' or m.held_from <= p.till) end)),
  seen(official_id, meeting_id, documents, ref) as materialized (
    select s.official_id, s.meeting_id, s.documents, s.ref
    from appearance s cross join meetings m on m.id = s.meeting_id
    order by m.held_from is null, m.held_from, m.id, s.official_id
    limit (select most from p))
select m.held_on, o.name as official_name,
  (select group_concat(post, '、') from (select distinct t.unit || t.title as post
    from meeting_reports mr cross join official_reports r on r.document_id = mr.document_id and +r.official_id = o.id
      cross join post_reports t on t.official_report_id = r.id
    where mr.meeting_id = m.id and t.status <> 'former' order by r.document_id, t.n)) as posts,
  (select group_concat(role, '、') from (select distinct a.role as role
    from meeting_reports mr cross join official_reports r on r.document_id = mr.document_id and +r.official_id = o.id
      cross join attendances a on a.official_report_id = r.id and a.meeting_report_id = mr.id
    where mr.meeting_id = m.id order by a.role)) as roles,
  m.name as meeting_name, m.kind as meeting_kind, m.place,
  s.documents,
  m.held_basis, m.key as meeting_key, o.key as official_key, s.ref
from seen s cross join officials o on o.id = s.official_id cross join meetings m on m.id = s.meeting_id
order by m.held_from is null, m.held_from, m.held_md, m.id, o.name
