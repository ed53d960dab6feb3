-- shared-text · 雷同文稿
-- Documents that share passages: copies of one text, and different texts with sentences in common.
-- Of copies the fullest text stands as the original, then the one published first. 雷同文稿与共有段落。
--
-- Parameters:
--   min    number  2    Least number of shared sentences of different texts; copies are always shown.
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   kind         关系    copy, or passages
--   original     原文件  Input file of the original, or of one text
--   document     文件    Input file of the copy, or of the other text
--   title        标题    Headline of the latter
--   sentences    句数    Sentences in common; nothing for copies
--   text         例句    The longest of them
--   original_id  原编号  Number of the former
--   document_id  编号    Number of the latter
--   ref          引用号  Ref of the latter
with
  p(least, most) as (
    select cast(coalesce(nullif(:min, ''), 2) as integer),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- A sentence of very many documents is a formula, and would pair each with each.
  passage(id) as materialized (
    select passage from shared_passages group by passage having count(*) <= 20),
  pair(a, b, sentences, longest) as materialized (
    select x.document_id, y.document_id, count(*), max(x.span_end - x.span_start)
    from passage cross join shared_passages x on x.passage = passage.id
      cross join shared_passages y on y.passage = passage.id and y.document_id > x.document_id
    group by x.document_id, y.document_id
    having count(*) >= (select least from p)
    order by count(*) desc, x.document_id, y.document_id
    limit (select most from p)),
  found(kind, a, b, sentences, longest) as (
    select * from (select 'copy', duplicate_of, id, null, null from documents
      where duplicate_of is not null and superseded_by_run is null order by duplicate_of, path limit (select most from p))
    union all
    select 'passages', a, b, sentences, longest from pair)
select f.kind, o.path as original, d.path as document, d.title, f.sentences,
  (select substr(coalesce(o.body_hans, o.body), x.span_start + 1, x.span_end - x.span_start)
    from shared_passages x join shared_passages y on y.passage = x.passage and y.document_id = f.b
    where x.document_id = f.a and x.span_end - x.span_start = f.longest order by x.span_start limit 1) as text,
  o.id as original_id, d.id as document_id, d.ref
from found f join documents o on o.id = f.a join documents d on d.id = f.b
order by f.kind, f.sentences desc, o.path, d.path
limit (select most from p)
