-- show-span · 原文核对
-- The text behind one fact, with 80 characters around it.
-- The ref of a fact brings its own span; document and span stand in every row of evidence too.
-- 核对一条事实所据原文:给引用号即可,亦可给文件及起止字位。
--
-- Parameters:
--   document    text    ''  Ref of a fact; or number, path, end of the path, or ref of a document.
--   span_start  number  0   First character, from 0; with 0 for both the span of the fact.
--   span_end    number  0   One past the last character.
-- Columns:
--   document_id  编号    Number of the document in this archive
--   path         文件    Input file
--   title        标题    Headline
--   left         前文    80 characters before
--   text         原文    The words, in the script of the document
--   right        后文    80 characters after
--   span_start   起      First character
--   span_end     止      One past the last character
--   ref          引用号  Ref of the document
with
  p(document, span_start, span_end) as (
    select trim(coalesce(:document, '')),
      cast(coalesce(nullif(:span_start, ''), 0) as integer),
      cast(coalesce(nullif(:span_end, ''), 0) as integer)),
  -- Each way by its index; the end of a path by the index of paths.
  found(id) as materialized (
    select d.id from p cross join documents d on d.id = cast(p.document as integer)
      where p.document <> '' and p.document not glob '*[^0-9]*'
    union
    select d.id from p cross join documents d on d.path = p.document where p.document <> ''
    union
    select d.id from p cross join documents d on d.ref = p.document where p.document <> ''
    union
    select d.id from p cross join documents d on d.ref = substr(p.document, 1, instr(p.document, '-') - 1)
      where instr(p.document, '-') > 1
    union
    select x.id from p cross join documents x
      where p.document <> '' and substr(x.path, -length(p.document) - 1) = '/' || p.document),
  span(id, span_start, span_end) as materialized (
    select f.id,
      case when p.span_end > 0 then p.span_start else coalesce(
        (select v.span_start from v_evidence v where v.document_id = f.id and v.ref = p.document limit 1), 0) end,
      case when p.span_end > 0 then p.span_end else coalesce(
        (select v.span_end from v_evidence v where v.document_id = f.id and v.ref = p.document limit 1), 0) end
    from p cross join found f)
select d.id as document_id, d.path, d.title,
  substr(d.body, max(1, s.span_start - 79), min(80, s.span_start)) as left,
  substr(d.body, s.span_start + 1, max(0, s.span_end - s.span_start)) as text,
  substr(d.body, max(s.span_start, s.span_end) + 1, 80) as right,
  s.span_start, s.span_end, d.ref
from span s join documents d on d.id = s.id
order by d.superseded_by_run is not null, d.id
