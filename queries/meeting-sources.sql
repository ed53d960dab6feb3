-- meeting-sources · 一事多源
-- Meetings with several reports, and in what these differ.
-- Copies of one text are one report.
-- 一次会议有多篇报道者,及其分歧;转载不另计。
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
--   documents     文件数  Number of documents, copies left out
--   paths         文件    The input files, copies left out
--   copies        转载数  Number of copies of them
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
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- Meetings there that have a row.
  shown(id, held_from, held_to) as not materialized (
    select m.id, m.held_from, m.held_to from meetings m
    where ((select place from p) in ('', m.place)
        or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
      and (select n.documents > 1 from meeting_counts n where n.meeting_id = m.id)),
  -- The first of them, enough for all rows; the index of dates is followed until there are so many, those without a date
  -- come last.
  first(id) as materialized (
    select * from (
      select id from shown
      where held_from is not null and (select undated <> 'only' from p) and held_to >= (select since from p)
        and ((select till from p) = '' or held_from <= (select till from p))
      order by held_from, id limit (select most from p))
    union all
    select * from (
      select id from shown
      where held_from is null and (select undated in ('with', 'only') or since || till = '' from p)
      order by id limit (select most from p))
    limit (select most from p))
select m.held_on, m.name as meeting_name, m.place, n.documents,
  coalesce(group_concat(distinct case when d.duplicate_of is null then d.path end), group_concat(distinct d.path)) as paths,
  count(distinct case when d.duplicate_of is not null then d.id end) as copies,
  (select group_concat(field || ': ' || chosen_or_other, '; ') from (
    select c.field, group_concat(case when c.chosen then '*' else '' end || coalesce(c.value, '?'), ' / ') as chosen_or_other
    from (select distinct field, value, chosen from meeting_claims where meeting_id = m.id order by field, chosen desc, value) c
    group by c.field)) as differences,
  m.key as meeting_key
from first cross join meetings m on m.id = first.id cross join meeting_counts n on n.meeting_id = m.id
  cross join meeting_reports mr on mr.meeting_id = m.id
  cross join documents d on d.id = mr.document_id
group by m.id
order by m.held_from is null, m.held_from, m.id
