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
  -- Nothing asked but a number: counted in the archive, which holds pairs of two meetings and more.
  asked(by_hand) as materialized (select place || since || till <> '' or undated = 'only'
    or n < 2 and (most < 0 or (select count(*) from co_attendances) < most) from p),
  here(meeting_id) as (
    select m.id from scope cross join meetings m on m.division_code >= prefix and m.division_code < prefix || ':'
    union select m.id from p cross join meetings m where p.place <> '' and m.place = p.place),
  held(meeting_id) as (
    select m.id from p cross join here h cross join meetings m on m.id = h.meeting_id
    where (case when m.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and m.held_to >= p.since and (p.till = '' or m.held_from <= p.till) end)
    union all
    select m.id from p cross join meetings m on m.held_from <= coalesce(nullif(p.till, ''), '~')
    where p.place = '' and (select by_hand from asked) and p.undated <> 'only' and m.held_to >= p.since
    union all
    select m.id from p cross join meetings m on m.held_from is null
    where p.place = '' and (select by_hand from asked) and (p.undated in ('with', 'only') or p.since || p.till = '')),
  -- In the order of the table, which is read faster so.
  present(meeting_id, official_id) as materialized (
    select v.meeting_id, v.official_id from (select meeting_id from held order by meeting_id limit -1) h
      cross join activities v on v.meeting_id = h.meeting_id),
  -- Two were together at most as often as each was seen. So those seen most often are paired first; what their pairs come
  -- to is the least that a pair must have to be among the rows, and most people need not be paired at all.
  seen(official_id, meetings) as materialized (select official_id, count(*) from present group by official_id),
  foremost(official_id, meetings) as materialized (
    select o.id, s.meetings from (select official_id, meetings from seen order by meetings desc limit 1000) s
      cross join officials o on o.id = s.official_id
    where o.capacity in ('office', 'military') and not o.surname_only),
  leading(meeting_id, official_id) as materialized (
    select * from present where official_id in (select official_id from foremost)),
  tally(official_id, other_id, meetings, first_together, last_together, meeting_key) as materialized (
    select x.official_id, y.official_id, count(*), min(m.held_from), max(m.held_to), min(m.key)
    from leading x cross join meetings m on m.id = x.meeting_id
      cross join leading y on y.meeting_id = x.meeting_id and y.official_id > x.official_id
    group by x.official_id, y.official_id
    having count(*) >= (select n from p)),
  least(meetings) as materialized (
    select max(n, coalesce(case when by_hand then
        (select meetings from tally where most > 0 order by meetings desc limit 1 offset (select max(most - 1, 0) from p))
      else (select c.meetings from co_attendances c where most > 0 order by c.meetings desc
        limit 1 offset (select max(most - 1, 0) from p)) end, 0))
    from p, asked),
  -- Whoever could be in a pair of so many was among them, or all must be paired that could.
  told(is_so) as materialized (
    select (select count(*) from seen) <= 1000 or (select min(meetings) from foremost) < (select meetings from least)),
  often(meeting_id, official_id) as materialized (
    select * from present where not (select is_so from told) and official_id in (
      select o.id from seen s cross join officials o on o.id = s.official_id
      where s.meetings >= (select meetings from least) and o.capacity in ('office', 'military') and not o.surname_only)),
  pair(official_id, other_id, meetings, first_together, last_together, meeting_key) as (
    select c.official_id, c.other_id, c.meetings, c.first_from, c.last_to, c.meeting_key
    from co_attendances c where not (select by_hand from asked) and c.meetings >= (select meetings from least)
    union all
    select * from tally where (select is_so from told) and meetings >= (select meetings from least)
    union all
    select x.official_id, y.official_id, count(*), min(m.held_from), max(m.held_to), min(m.key)
    from often x cross join meetings m on m.id = x.meeting_id
      cross join often y on y.meeting_id = x.meeting_id and y.official_id > x.official_id
    group by x.official_id, y.official_id
    having count(*) >= (select meetings from least))
select a.name as a, b.name as b, c.meetings, c.first_together, c.last_together, a.key as a_key, b.key as b_key, c.meeting_key
from pair c cross join officials a on a.id = c.official_id cross join officials b on b.id = c.other_id
order by c.meetings desc, a.name, b.name, a.key, b.key
limit (select most from p)
