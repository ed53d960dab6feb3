-- co-attendance · 同场网络
-- Pairs of people seen at so many meetings together: an edge list.
-- Only holders of civil or military office. 两人同场次数,可作网络边表。
--
-- Parameters:
--   n        number     2     At least so many meetings.
--   place    place      ''    Code or name of a division, with all below it.
--   from     date       ''    First day, month or year.
--   to       date       ''    Last day, month or year.
--   undated  with|only  ''    Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     1000  Most rows; 0 for all.
-- Columns:
--   a               甲        Name of one
--   b               乙        Name of the other
--   meetings        同场次数  Number of meetings together
--   first_together  首次      First day together
--   last_together   末次      Last day together
--   a_key           甲人物号  Key of the one
--   b_key           乙人物号  Key of the other
--   meeting_key     会议号    Key of one meeting, for citation
with
  p(n, place, since, till, undated, most) as (
    select cast(coalesce(nullif(:n, ''), 2) as integer),
      trim(coalesce(:place, '')),
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
  present(meeting_id, official_id) as materialized (
    select distinct m.id, o.id
    from p cross join meetings m join meeting_reports mr on mr.meeting_id = m.id
      join attendances a on a.meeting_report_id = mr.id join official_reports r on r.id = a.official_report_id
      join officials o on o.id = r.official_id
    where o.capacity in ('office', 'military') and not o.surname_only
      and (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
      and (case when m.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and m.held_to >= p.since and (p.till = '' or m.held_from <= p.till) end)
    order by 1, 2)
select a.name as a, b.name as b, count(*) as meetings, min(m.held_from) as first_together, max(m.held_to) as last_together,
  a.key as a_key, b.key as b_key, min(m.key) as meeting_key
from present x join present y on y.meeting_id = x.meeting_id and y.official_id > x.official_id
  join officials a on a.id = x.official_id join officials b on b.id = y.official_id join meetings m on m.id = x.meeting_id
group by x.official_id, y.official_id
having count(*) >= (select n from p)
order by count(*) desc, a.name, b.name, a.key, b.key
limit (select most from p)
