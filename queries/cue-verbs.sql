-- cue-verbs · 引述动词
-- Verbs that introduce speech, by level and branch of the speaker.
-- 强调, 指出, 要求 … 引述动词与讲话人层级。
--
-- Parameters:
--   place  place   ''   Code or name of a division, with all below it.
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   cue           引述动词  Verb
--   level         层级      Level of the unit of the first post
--   branch        系统      Branch of that unit
--   speaker_kind  讲话者    Who speaks
--   quotes        次数      Number of quotes
--   speakers      人数      Number of persons
--   ref           引用号    Ref of one of them
with
  p(place, most) as (
    select trim(coalesce(:place, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- Of one place they are counted here, quotes of copies left out.
  report(id) as materialized (
    select mr.id from scope cross join meeting_reports mr on mr.place_code >= prefix and mr.place_code < prefix || ':'
    union select mr.id from p cross join meeting_reports mr where p.place <> '' and mr.place = p.place),
  here(cue, level, branch, speaker_kind, quotes, speakers, ref) as (
    select q.cue, u.level, u.kind, q.speaker_kind, count(*), count(distinct r.official_id), min(q.ref)
    from report x cross join quotes q on q.meeting_report_id = x.id
      cross join documents d on d.id = q.document_id and d.superseded_by_run is null and d.duplicate_of is null
      left join official_reports r on r.id = q.official_report_id
      left join post_reports t on t.official_report_id = r.id
        and t.n = (select min(t2.n) from post_reports t2 where t2.official_report_id = r.id)
      left join unit_reports ur on ur.id = t.unit_report_id left join units u on u.id = ur.unit_id
    group by q.cue, u.level, u.kind, q.speaker_kind)
select x.cue, x.level, x.branch, x.speaker_kind, x.quotes, x.speakers, x.ref
from (select * from here union all
  select c.cue, c.level, c.branch, c.speaker_kind, c.quotes, c.speakers, c.ref from cue_counts c
  where (select place from p) = '') x
order by x.quotes desc, x.cue, x.level, x.branch, x.speaker_kind
limit (select most from p)
