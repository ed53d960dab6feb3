-- meeting-kinds · 类型统计
-- How many meetings of each kind, by year and place.
-- Meetings whose year is unknown have no year. 会议类型×年份×地区统计。
--
-- Parameters:
--   place    place      ''    Code or name of a division, with all below it.
--   from     date       ''    First day, month or year.
--   to       date       ''    Last day, month or year.
--   undated  with|only  ''    Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     1000  Most rows; 0 for all.
-- Columns:
--   year          年份    Year
--   place         地区    Division
--   meeting_kind  类型    Kind
--   meetings      会议数  Number of meetings
--   documents     文件数  Number of documents, a copy and its original counted once
--   meeting_key   会议号  Key of one of them
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
  copy(id, head) as materialized (select id, duplicate_of from documents where duplicate_of is not null)
select substr(m.held_from, 1, 4) as year, m.place, m.kind as meeting_kind, count(distinct m.id) as meetings,
  count(distinct coalesce(c.head, mr.document_id)) as documents, min(m.key) as meeting_key
-- The parameters stand in subqueries, so that SQLite takes the groups as the index meetings_years has them, without sorting.
from meetings m cross join meeting_reports mr on mr.meeting_id = m.id left join copy c on c.id = mr.document_id
where ((select place from p) = '' or m.place = (select place from p)
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
  and (case when m.held_from is null then (select undated in ('with', 'only') or since || till = '' from p)
    else (select undated <> 'only' from p) and m.held_to >= (select since from p)
      and m.held_from <= (select coalesce(nullif(till, ''), '~') from p) end)
group by substr(m.held_from, 1, 4), m.place, m.kind
order by year is null, year, m.place, meetings desc, m.kind
limit (select most from p)
