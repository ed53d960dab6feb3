-- shared-text · 雷同文稿
-- Documents that are copies of one another.
-- Each copy under the document that came first. 雷同文稿,列于最早一篇之下。
--
-- Parameters:
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   original     原文件  Input file of the first
--   document     文件    Input file of the copy
--   title        标题    Headline of the copy
--   original_id  原编号  Number of the first
--   document_id  编号    Number of the copy
--   ref          引用号  Ref of the copy
with p(most) as (
    select coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1))
select o.path as original, d.path as document, d.title, o.id as original_id, d.id as document_id, d.ref
from documents d join documents o on o.id = d.duplicate_of
where d.superseded_by_run is null
order by o.path, d.path
limit (select most from p)
