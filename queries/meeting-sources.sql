-- meeting-sources · 一事多源
-- Meetings with several reports, and in what these differ.
-- 一次会议有多篇报道者,及其分歧。
--
-- Parameters:
--   place    place      ''   Code or name of a division, with all below it.
--   from     date       ''   First day, month or year.
--   to       date       ''   Last day, month or year.
--   undated  with|only  ''   Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     200  Most rows; 0 for all.
-- Columns:
--   held_on       日期    Day of the meeting, or what is known of it
--   meeting_name  会议    Meeting
--   place         地区    Division
--   documents     文件数  Number of documents
--   paths         文件    The input files
--   differences   分歧    Fields in which the reports differ
--   meeting_key   会议号  Key of the meeting, for citation
with
  p(place, since, till, undated, most) as (
    select trim(coalesce(:place, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      coalesce(:undated, ''),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 200) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1))))
select m.held_on, m.name as meeting_name, m.place, count(distinct mr.document_id) as documents,
  group_concat(distinct d.path) as paths,
  (select group_concat(field || ': ' || chosen_or_other, '; ') from (
    select c.field, group_concat(case when c.chosen then '*' else '' end || coalesce(c.value, '?'), ' / ') as chosen_or_other
    from (select distinct field, value, chosen from meeting_claims where meeting_id = m.id order by field, chosen desc, value) c
    group by c.field)) as differences,
  m.key as meeting_key
from p cross join meetings m join meeting_reports mr on mr.meeting_id = m.id join documents d on d.id = mr.document_id
where (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
  and (case when m.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and m.held_to >= p.since and (p.till = '' or m.held_from <= p.till) end)
group by m.id
having count(distinct mr.document_id) > 1
order by m.held_from is null, m.held_from, m.id
limit (select most from p)
