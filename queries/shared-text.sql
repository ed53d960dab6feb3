-- shared-text · 雷同文稿
-- Documents that share passages: copies of one another, or the same sentences in different texts.
-- A passage is a sentence of at least so many characters that stands word for word in another document; of a copy all is
-- shared, and its passages are not counted. A copy stands under the fullest text, then the one published first; other
-- documents under the one that came in first.
-- 文字雷同的文件:整篇相同(转载)者,或有若干字以上语句原样重现者。
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
--   ref          引用号  Ref of the other document
with
  p(least, most) as (
    select cast(coalesce(nullif(:min, ''), 40) as integer),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- Of any other length they are counted here. (Sorted, not followed by the index of passages: that would jump about.)
  passage(document_id, first, start, long) as (
    select document_id, min(document_id) over (partition by +passage), span_start, span_end - span_start
    from shared_passages where (select least from p) <> 40 and span_end - span_start >= (select least from p)),
  shared(original_id, document_id, shared, passages, characters, start) as (
    -- Of the usual length they are counted in the archive.
    select * from (
      select c.original_id, c.document_id, 'passages', c.passages, c.characters, c.span_start
      from shared_documents c where (select least from p) = 40
      order by c.characters desc, c.original_id, c.document_id limit (select most from p))
    union all
    select * from (
      select first, document_id, 'passages', count(*), sum(long), min(start)
      from passage where first < document_id
      group by first, document_id
      -- Copies come first; none where they fill the rows.
      order by sum(long) desc, first, document_id
      limit (select case when most > 0 and most <= (select count(*) from documents
        where duplicate_of is not null and superseded_by_run is null) then 0 else most end from p))
    union all
    select * from (
      select d.duplicate_of, d.id, 'copy', null, length(d.body), 0
      from documents d where d.duplicate_of is not null and d.superseded_by_run is null
      order by length(d.body) desc, d.path limit (select most from p)))
select o.path as original, d.path as document, d.title, s.shared, s.passages, s.characters,
  replace(substr(d.body, s.start + 1, 40), char(10), ' ') as example, s.original_id, s.document_id, d.ref
from shared s cross join documents o on o.id = s.original_id cross join documents d on d.id = s.document_id
order by s.shared, s.characters desc, o.path, d.path
limit (select most from p)
