-- panel · 面板
-- Place by month by office: activities, meetings and words spoken, with the number of documents.
-- A month of which the archive holds no document gives no row: what is unknown is never 0. Only dates known to the month.
-- 地区×月份×职位面板;无文献之月不出行,不以零代缺。
--
-- Parameters:
--   office  text    ''    One office, for instance party_secretary (table vocabulary, field office).
--   place   place   ''    Code or name of a division, with all below it.
--   from    date    ''    First month or year; the month of a day is taken whole.
--   to      date    ''    Last month or year.
--   limit   number  5000  Most rows; 0 for all.
-- Choices:
--   office  select code, zh from vocabulary where field = 'office' order by code
-- Columns:
--   place        地区      Division
--   month        月份      Month
--   office       职位类别  Sort of office
--   activities   活动数    Appearances of holders
--   meetings     会议数    Different meetings
--   characters   讲话字数  Characters of their quoted words
--   documents    文件数    Documents on this place and month, the denominator
--   meeting_key  会议号    Key of one of the meetings
with
  -- Months from the first to the last.
  p(office, place, since, till, most) as (
    select trim(coalesce(:office, '')),
      trim(coalesce(:place, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 5000) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- Of all places the months are counted in the archive.
  everywhere(place, month, office, activities, meetings, characters, documents, meeting_key) as (
    select o.place, o.month, o.office, o.activities, o.meetings, o.characters, o.documents, o.meeting_key
    from office_months o
    where (select place from p) = '' and o.month >= (select substr(since, 1, 7) from p)
      and ((select till from p) = '' or o.month <= (select substr(till, 1, 7) from p))
      and (select office from p) in ('', o.office)
    order by o.place, o.month, o.office
    limit (select most from p)),
  -- Of one place they are counted here, meeting by meeting: it may be a town, whose meetings count for its county too.
  dated(meeting_id, key, place, month) as materialized (
    select m.id, m.key, coalesce(m.division_code, m.place), substr(m.held_from, 1, 7)
    from p cross join meetings m
    where p.place <> '' and (m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
      and m.held_precision in ('day', 'month') and substr(m.held_from, 1, 7) >= substr(p.since, 1, 7)
      and (p.till = '' or substr(m.held_from, 1, 7) <= substr(p.till, 1, 7))),
  known(place, month, documents) as materialized (
    select d.place, d.month, count(distinct coalesce(c.duplicate_of, mr.document_id))
    from dated d cross join meeting_reports mr on mr.meeting_id = d.meeting_id
      left join documents c on c.id = mr.document_id and c.duplicate_of is not null
    group by 1, 2),
  acts(place, month, office, activities, meetings, characters, meeting_key) as materialized (
    select d.place, d.month, o.office, sum(o.officials), count(*), sum(o.characters), min(d.key)
    from p cross join dated d cross join meeting_offices o on o.meeting_id = d.meeting_id
    where p.office = '' or o.office = p.office
    group by 1, 2, 3),
  here(place, month, office, activities, meetings, characters, documents, meeting_key) as (
    select a.place, a.month, a.office, a.activities, a.meetings, a.characters, k.documents, a.meeting_key
    from acts a join known k on k.place is a.place and k.month = a.month)
select coalesce((select n.name from division_names n where n.code = a.place order by n.valid_to is not null, n.id limit 1),
    a.place) as place, a.month, a.office, a.activities, a.meetings, a.characters, a.documents, a.meeting_key
from (select * from everywhere union all select * from here) a
order by a.place, a.month, a.office
limit (select most from p)
