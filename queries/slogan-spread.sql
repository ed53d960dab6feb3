-- slogan-spread · 提法传播
-- First use of a formula, place by place.
-- 某提法在各地首见的先后。
--
-- Parameters:
--   q      text    ''   The formula, or a piece of it; nothing for the most frequent.
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   formula     提法    The formula
--   place       地区    Division
--   first_seen  首见    First known date there
--   documents   文件数  Number of documents there
--   document    文件    Input file of the first
--   ref         引用号  Ref of the evidence, for citation
with
  p(q, most) as (
    select trim(coalesce(:q, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  wanted(text) as materialized (
    select distinct s.text from slogans s, p where p.q <> '' and instr(s.text, p.q)
    union all
    select * from (select s.text from slogans s, p where p.q = '' group by s.text
      order by count(distinct s.document_id) desc, s.text limit 1)),
  used(text, place, day, document_id, ref) as materialized (
    select distinct s.text, r.place, coalesce(r.held_from, d.published_from), s.document_id, s.ref
    from wanted w join slogans s on s.text = w.text
      join documents d on d.id = s.document_id and d.superseded_by_run is null
      left join meeting_reports r on r.document_id = s.document_id),
  ordered as (
    select *, row_number() over (partition by text, place order by day is null, day, ref) as nth,
      count(*) over (partition by text, place) as documents from used)
select o.text as formula, o.place, o.day as first_seen, o.documents, d.path as document, o.ref
from ordered o join documents d on d.id = o.document_id
where nth = 1
order by o.text, o.day is null, o.day, o.place, o.ref
limit (select most from p)
