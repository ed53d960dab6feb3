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
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 1000) as integer), 0), -1))
select x.kind, x.value, substr(d.body, x.span_start + 1, min(80, x.span_end - x.span_start)) as text, d.path as document,
  d.id as document_id, x.ref
from p cross join (
    select 'speaker' as kind, coalesce(speaker_label, '?') || ' ' || cue as value, document_id, span_start, span_end, ref
    from quotes where speaker_kind in ('unknown', 'group')
    union all
    select 'surname', r.name || coalesce(': ' || (select group_concat(t.unit || t.title, '、') from post_reports t
      where t.official_report_id = r.id), ''), r.document_id, r.span_start, r.span_end, r.ref
    from official_reports r where r.surname_only
    union all
    select 'unit', name, document_id, span_start, span_end, ref from unit_reports
    where place is null and place_code is null and kind in ('party', 'government', 'congress', 'consultative', 'discipline')
    union all
    select 'meeting', name, document_id, span_start, span_end, ref from meeting_reports where place is null and place_code is null) x
  join documents d on d.id = x.document_id and d.superseded_by_run is null
where p.kind = '' or x.kind = p.kind
order by x.kind, d.path, x.span_start, x.ref
limit (select most from p)
