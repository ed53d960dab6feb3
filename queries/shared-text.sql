-- shared-text · 雷同文稿
-- Documents that share passages: copies of one another, or the same words in several speeches.
-- A passage is a quote of at least so many characters that stands word for word in another document; of a copy all is
-- shared, and its passages are not counted. Each under the document that came in first.
-- 文字雷同的文件:整篇相同者,或有若干字以上讲话原样重现者;列于最先入库的一篇之下。
--
-- Parameters:
--   min    number  40   Characters of a passage, at least.
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   original     原文件  Input file of the first
--   document     文件    Input file that shares its words
--   title        标题    Its headline
--   shared       雷同    copy or passages
--   passages     段数    Number of passages shared
--   characters   字数    Characters shared
--   example      例      Beginning of the first passage
--   original_id  原编号  Number of the first
--   document_id  编号    Number of the other
--   ref          引用号  Ref of the first passage in the other document, or of the copy
with
  p(least, most) as (
    select cast(coalesce(nullif(:min, ''), 40) as integer),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  passage(text, first, ref, document_id) as (
    select text, min(document_id) over (partition by text), ref, document_id
    from p cross join quotes q
    where length(text) >= p.least),
  shared(original_id, document_id, shared, passages, characters, example, ref) as (
    select x.first, x.document_id, 'passages', count(*), sum(length(x.text)), substr(x.text, 1, 40), min(x.ref)
    from passage x join documents d on d.id = x.document_id and d.duplicate_of is null and d.superseded_by_run is null
      join documents o on o.id = x.first and o.superseded_by_run is null
    where x.first < x.document_id
    group by x.first, x.document_id
    union all
    select d.duplicate_of, d.id, 'copy', null, length(d.body), substr(d.body, 1, 40), d.ref
    from documents d where d.duplicate_of is not null and d.superseded_by_run is null)
select o.path as original, d.path as document, d.title, s.shared, s.passages, s.characters,
  replace(s.example, char(10), ' ') as example, s.original_id, s.document_id, s.ref
from shared s join documents o on o.id = s.original_id join documents d on d.id = s.document_id
order by s.shared, s.characters desc, o.path, d.path
limit (select most from p)
