-- coverage · 覆盖
-- Place by year: documents, meetings, people and quotes.
-- A place and year without a row is unknown, not empty. The year is that of the meeting.
-- 各地各年的文件与事实数量;无行即未收,非无事。
--
-- Parameters:
--   place    place      ''    Code or name of a division, with all below it.
--   from     date       ''    First day, month or year.
--   to       date       ''    Last day, month or year.
--   undated  with|only  ''    Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     1000  Most rows; 0 for all.
-- Columns:
--   year           年份      Year
--   place          地区      Division
--   division_code  政区代码  GB/T 2260 code
--   documents      文件数    Number of documents
--   meetings       会议数    Number of meetings
--   officials      人数      Number of people seen
--   quotes         讲话数    Number of quotes
--   meeting_key    会议号    Key of one meeting
with
  p(place, since, till, undated, most) as (
    select trim(coalesce(:place, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      coalesce(:undated, ''),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 1000) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  report(id, document_id, meeting_id, key, year, place, code) as materialized (
    select mr.id, mr.document_id, m.id, m.key, substr(m.held_from, 1, 4), m.place, m.division_code
    from p cross join meetings m join meeting_reports mr on mr.meeting_id = m.id
    where (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
      and (case when m.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and m.held_to >= p.since and (p.till = '' or m.held_from <= p.till) end)),
  people(year, place, code, officials) as materialized (
    select x.year, x.place, x.code, count(distinct r.official_id) from report x
      join attendances a on a.meeting_report_id = x.id join official_reports r on r.id = a.official_report_id group by 1, 2, 3),
  speech(year, place, code, quotes) as materialized (
    select x.year, x.place, x.code, count(*) from report x join quotes q on q.meeting_report_id = x.id group by 1, 2, 3)
select x.year, x.place, x.code as division_code, count(distinct x.document_id) as documents, count(distinct x.meeting_id) as meetings,
  coalesce(max(o.officials), 0) as officials, coalesce(max(s.quotes), 0) as quotes, min(x.key) as meeting_key
from report x left join people o on o.year is x.year and o.place is x.place and o.code is x.code
  left join speech s on s.year is x.year and s.place is x.place and s.code is x.code
group by x.year, x.place, x.code
order by x.year is null, x.year, x.code, x.place
limit (select most from p)
