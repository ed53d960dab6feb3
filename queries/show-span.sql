-- show-span · 原文核对
-- The text behind one fact, with 80 characters around it.
-- Document and span stand in every row of evidence. 核对一条事实所据原文。
--
-- Parameters:
--   document    text    ''  Number, path or ref of the document, or the ref of a fact in it.
--   span_start  number  0   First character, from 0.
--   span_end    number  0   One past the last character.
-- Columns:
--   document_id  编号  Number of the document in this archive
--   path         文件  Input file
--   title        标题  Headline
--   left         前文  80 characters before
--   text         原文  The words, in the script of the document
--   right        后文  80 characters after
with p(document, span_start, span_end) as (
    select trim(coalesce(:document, '')),
      cast(coalesce(nullif(:span_start, ''), 0) as integer),
      cast(coalesce(nullif(:span_end, ''), 0) as integer))
select d.id as document_id, d.path, d.title,
  substr(d.body, max(1, p.span_start - 79), min(80, p.span_start)) as left,
  substr(d.body, p.span_start + 1, max(0, p.span_end - p.span_start)) as text,
  substr(d.body, max(p.span_start, p.span_end) + 1, 80) as right
from p join documents d on p.document <> '' and (cast(d.id as text) = p.document or d.path = p.document or d.ref = p.document
  or (instr(p.document, '-') > 1 and d.ref = substr(p.document, 1, instr(p.document, '-') - 1)))
order by d.superseded_by_run is not null, d.id
