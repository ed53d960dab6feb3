-- meeting-calendar · 时点分布
-- Meetings by month and day of the year: 八一, 春节, the end of the year.
-- Also those of which day and month are known, but not the year. 按月日统计,年份不明者亦计入。
--
-- Parameters:
--   place  place   ''   Code or name of a division, with all below it.
--   kind   text    ''   Kind of meeting, for instance 座谈会.
--   limit  number  366  Most rows; 0 for all.
-- Choices:
--   kind  select kind, count(*) || ' meetings' from meetings group by kind order by count(*) desc, kind
-- Columns:
--   month_day    月日    Month and day
--   meetings     会议数  Number of meetings
--   years        年数    Number of different years
--   kinds        类型    Kinds
--   meeting_key  会议号  Key of one of them
with
  p(place, kind, most) as (
    select trim(coalesce(:place, '')),
      trim(coalesce(:kind, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 366) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1))))
select m.held_md as month_day, count(*) as meetings, count(distinct substr(m.held_from, 1, 4)) as years,
  group_concat(distinct m.kind) as kinds, min(m.key) as meeting_key
from p cross join meetings m
where m.held_md is not null and (p.kind = '' or m.kind = p.kind) and (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
group by m.held_md
order by m.held_md
limit (select most from p)
