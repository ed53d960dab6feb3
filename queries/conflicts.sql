-- conflicts · 说法矛盾
-- One meeting, different values in different reports.
-- chosen = 1 marks the value that the archive took. 同一会议在不同报道中说法不一。
--
-- Parameters:
--   place  place   ''   Code or name of a division, with all below it.
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   held_on       日期    Day of the meeting, or what is known of it
--   meeting_name  会议    Meeting
--   field         字段    Field in which they differ
--   value         值      Value in this report
--   chosen        采用    1 if the archive took it
--   document      文件    Input file in which it was read
--   meeting_key   会议号  Key of the meeting, for citation
--   ref           引用号  Ref of the evidence, for citation
with
  p(place, most) as (
    select trim(coalesce(:place, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1))))
select m.held_on, m.name as meeting_name, c.field, c.value, c.chosen, d.path as document, m.key as meeting_key, mr.ref
from p cross join meeting_claims c join meetings m on m.id = c.meeting_id
  join meeting_reports mr on mr.id = c.meeting_report_id join documents d on d.id = mr.document_id
where (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.division_code, 1, length(prefix)) = prefix))
order by m.held_from is null, m.held_from, m.id, c.field, c.chosen desc, c.value, d.path
limit (select most from p)
