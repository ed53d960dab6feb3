-- panel · 面板
-- Place by month by office: activities, meetings and words spoken, with the number of documents.
-- A month of which the archive holds no document gives no row: what is unknown is never 0. Only dates known to the month.
-- 地区×月份×职位面板;无文献之月不出行,不以零代缺。
--
-- Parameters:
--   office  text    ''    One office, for instance party_secretary (table vocabulary, field office).
--   place   place   ''    Code or name of a division, with all below it.
--   from    date    ''    First day, month or year.
--   to      date    ''    Last day, month or year.
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
  dated(meeting_report_id, meeting_id, key, document_id, place, month) as materialized (
    select mr.id, m.id, m.key, mr.document_id, coalesce(m.division_code, m.place), substr(m.held_from, 1, 7)
    from p cross join meetings m join meeting_reports mr on mr.meeting_id = m.id
    where m.held_precision in ('day', 'month') and m.held_to >= p.since and (p.till = '' or m.held_from <= p.till)
      and (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))),
  known(place, month, documents) as materialized (
    select place, month, count(distinct document_id) from dated group by 1, 2),
  held(official_report_id, office) as materialized (
    select distinct t.official_report_id, po.office from p cross join posts po join post_reports t on t.post_id = po.id
    where t.status <> 'former' and (p.office = '' or po.office = p.office)),
  acts(place, month, office, activities, meetings, meeting_key) as materialized (
    select d.place, d.month, h.office, count(distinct r.official_id || ' ' || d.meeting_id), count(distinct d.meeting_id), min(d.key)
    from dated d join attendances a on a.meeting_report_id = d.meeting_report_id
      join official_reports r on r.id = a.official_report_id join held h on h.official_report_id = r.id
    group by 1, 2, 3),
  said(place, month, office, characters) as materialized (
    select d.place, d.month, h.office, sum(length(q.text))
    from dated d join quotes q on q.meeting_report_id = d.meeting_report_id
      join held h on h.official_report_id = q.official_report_id
    group by 1, 2, 3)
select coalesce((select n.name from division_names n where n.code = a.place order by n.valid_to is not null, n.id limit 1),
    a.place) as place, a.month, a.office, a.activities, a.meetings, s.characters, k.documents, a.meeting_key
from acts a join known k on k.place is a.place and k.month = a.month
  left join said s on s.place is a.place and s.month = a.month and s.office = a.office
order by a.place, a.month, a.office
limit (select most from p)
