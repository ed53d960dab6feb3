-- date-evidence · 日期依据
-- The date of each reported meeting: how precise, how known, from which words.
-- 每一会议日期的精度、依据与原文。
--
-- Parameters:
--   place  place   ''    Code or name of a division, with all below it.
--   basis  stated|carried|inferred|supplied  ''    How the date is known.
--   limit  number  1000  Most rows; 0 for all.
-- Columns:
--   held_on         日期      Day of the meeting, or what is known of it
--   held_until      至        Last day
--   held_precision  精度      Precision
--   held_basis      依据      How known
--   held_rule       规则      Rule that read it
--   text            原文      Words at the place of the date
--   meeting_name    会议      Meeting
--   published_on    发布日期  Date of publication
--   document        文件      Input file in which it was read
--   ref             引用号    Ref of the evidence, for citation
with
  p(place, basis, most) as (
    select trim(coalesce(:place, '')),
      trim(coalesce(:basis, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 1000) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1))))
select mr.held_on, mr.held_until, mr.held_precision, mr.held_basis, mr.held_rule,
  substr(d.body, mr.held_span_start + 1, mr.held_span_end - mr.held_span_start) as text, mr.name as meeting_name,
  d.published_on, d.path as document, mr.ref
from p cross join meeting_reports mr join documents d on d.id = mr.document_id and d.superseded_by_run is null
where (p.basis = '' or mr.held_basis = p.basis) and (p.place = '' or mr.place = p.place
    or exists (select 1 from scope where substr(mr.place_code, 1, length(prefix)) = prefix))
order by d.path, mr.n
limit (select most from p)
