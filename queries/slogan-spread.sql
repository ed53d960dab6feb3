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
    select f.text from p cross join formulas f where p.q <> '' and instr(f.text, p.q)
    union all
    select * from (select f.text from formulas f where (select q from p) = '' order by f.documents desc, f.text limit 1)),
  found(id) as materialized (
    select f.id from wanted w cross join formula_places f on f.text = w.text
    order by f.text, f.first_seen is null, f.first_seen, f.place, f.ref
    limit (select most from p))
select f.text as formula, f.place, f.first_seen, f.documents, d.path as document, f.ref
from found x cross join formula_places f on f.id = x.id cross join documents d on d.id = f.document_id
order by f.text, f.first_seen is null, f.first_seen, f.place, f.ref
