-- unresolved · 未识别
-- What could not be resolved: quotes without a speaker, bare surnames, bare units, meetings without a place.
-- 未能确定者:无名讲话人、仅有姓氏者、地区不明的机构与会议。
--
-- Parameters:
--   kind   speaker|surname|unit|meeting  ''    One sort only.
--   limit  number  1000  Most rows; 0 for all.
-- Columns:
--   kind         种类    Sort
--   value        所见    As read
--   text         原文    Words at the place
--   document     文件    Input file in which it was read
--   document_id  编号    Number of the document
--   ref          引用号  Ref of the evidence, for citation
with p(kind, most) as (
    select trim(coalesce(:kind, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 1000) as integer), 0), -1)),
  -- Document by document in the order of paths, each arm until there are enough.
  found(kind, value, document_id, span_start, span_end, path, ref) as materialized (
    select * from (
      select 'meeting', x.name, d.id, x.span_start, x.span_end, d.path, x.ref
      from meeting_reports x indexed by meeting_reports_place cross join documents d on d.id = x.document_id
      where d.superseded_by_run is null and (select kind from p) in ('', 'meeting')
        and x.place is null and x.place_code is null
      order by d.path, x.span_start, x.ref limit (select most from p))
    union all
    select * from (
      select 'speaker', coalesce(x.speaker_label, '?') || ' ' || x.cue, d.id, x.span_start, x.span_end, d.path, x.ref
      from documents d indexed by documents_live cross join quotes x on x.document_id = d.id
      where d.superseded_by_run is null and (select kind from p) in ('', 'speaker') and x.speaker_kind in ('unknown', 'group')
      order by d.path, x.span_start, x.ref limit (select most from p))
    union all
    select * from (
      select 'surname', x.name || coalesce(': ' || (select group_concat(t.unit || t.title, '、') from post_reports t
        where t.official_report_id = x.id), ''), d.id, x.span_start, x.span_end, d.path, x.ref
      from documents d indexed by documents_live cross join official_reports x indexed by official_reports_surname
        on x.document_id = d.id
      where d.superseded_by_run is null and (select kind from p) in ('', 'surname') and x.surname_only = 1
      order by d.path, x.span_start, x.ref limit (select most from p))
    union all
    select * from (
      select 'unit', x.name, d.id, x.span_start, x.span_end, d.path, x.ref
      from documents d indexed by documents_live cross join unit_reports x on x.document_id = d.id
      where d.superseded_by_run is null and (select kind from p) in ('', 'unit') and x.place is null
        and x.place_code is null and x.kind in ('party', 'government', 'congress', 'consultative', 'discipline')
      order by d.path, x.span_start, x.ref limit (select most from p)))
select x.kind, x.value, substr(d.body, x.span_start + 1, min(80, x.span_end - x.span_start)) as text, d.path as document,
  d.id as document_id, x.ref
from found x cross join documents d on d.id = x.document_id
order by x.kind, d.path, x.span_start, x.ref
limit (select most from p)
