-- coverage · 覆盖
-- Place by year: documents, meetings, people and quotes.
-- A place and year without a row is unknown, not empty. The year is that of the meeting. A document and its copies count once.
-- 各地各年的文件与事实数量;无行即未收,非无事。
--
-- Parameters:
--   place    place      ''    Code or name of a division, with all below it.
--   from     date       ''    First year; that of a day or month is taken whole.
--   to       date       ''    Last year.
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
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1))))
select y.year, y.place, y.division_code, y.documents, y.meetings, y.officials, y.quotes, y.meeting_key
from p cross join place_years y
where (p.place = '' or y.place = p.place
    or exists (select 1 from scope where substr(y.division_code, 1, length(prefix)) = prefix))
  and (case when y.year is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and y.year >= substr(p.since, 1, 4) and (p.till = '' or y.year <= substr(p.till, 1, 4)) end)
order by y.year is null, y.year, y.division_code, y.place
limit (select most from p)
