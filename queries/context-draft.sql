-- context-draft · 待补信息
-- Documents without a place or a year, as the draft of a context file.
-- 缺地区或年份的文件清单:存为 TSV,填好后用 build --context 补入。
-- Save it as TSV, fill in what you know, and give it to `huiyao build … --context FILE`. One line may stand for many
-- documents: `pages/danyang/**`.
--
-- Parameters:
--   missing  place|year  ''     What is missing; both if empty.
--   limit    number      1000   Most rows; 0 for all.
-- Columns:
--   glob          文件      Path of the document
--   place_code    地区代码  Code of the division, as supplied
--   publisher     发布单位  Publisher, as read or supplied
--   published_on  发布日期  Date of publication, as read or supplied
--   retrieved_on  采集日期  Date of retrieval, as supplied
--   url           网址      Address, as read or supplied
with p(missing, most) as (
    select trim(coalesce(:missing, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 1000) as integer), 0), -1))
select d.path as glob,
  (select f.value from document_fields f where f.document_id = d.id and f.field = 'place_code') as place_code,
  d.publisher, d.published_on, d.retrieved_on, d.url
from p cross join (
    select d.*,
      not exists (select 1 from meeting_reports m where m.document_id = d.id and m.place is not null)
        and not exists (select 1 from unit_reports u where u.document_id = d.id and u.place_code is not null) as placeless,
      d.published_from is null
        and not exists (select 1 from meeting_reports m where m.document_id = d.id and m.held_from is not null) as yearless
    from documents d indexed by documents_live where d.superseded_by_run is null) d
where (p.missing in ('', 'place') and d.placeless) or (p.missing in ('', 'year') and d.yearless)
order by d.path
limit (select most from p)
