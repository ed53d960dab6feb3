-- low-trust · 存疑
-- Documents with notes: what a careful reader should know.
-- 带有提示的文件。
--
-- Parameters:
--   code   text    ''    Code of the note, for instance year-conflict.
--   limit  number  1000  Most rows; 0 for all.
-- Choices:
--   code  select code, count(*) || ' notes' from notes group by code order by count(*) desc, code
-- Columns:
--   code         提示码  Code
--   message      说明    What is the matter
--   text         原文    The words concerned
--   document     文件    Input file in which it was read
--   title        标题    Headline
--   document_id  编号    Number of the document
--   ref          引用号  Ref of the evidence, for citation
with p(code, most) as (
    select trim(coalesce(:code, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 1000) as integer), 0), -1))
select n.code, n.message, substr(d.body, n.span_start + 1, n.span_end - n.span_start) as text, d.path as document, d.title,
  d.id as document_id, n.ref
from p cross join notes n join documents d on d.id = n.document_id and d.superseded_by_run is null
where p.code = '' or n.code = p.code
order by n.code, d.path, n.n
limit (select most from p)
