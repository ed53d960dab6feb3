-- slogans · 提法
-- Formulas in quotation marks: first date, places, count.
-- 引号中的提法:首见、地区数、次数。
--
-- Parameters:
--   q      text    ''   A piece of the formula.
--   place  place   ''   Code or name of a division, with all below it.
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   formula     提法    The formula
--   documents   文件数  Number of documents
--   places      地区数  Number of divisions with a meeting in these documents
--   first_seen  首见    First known date
--   last_seen   末见    Last known date
--   document    文件    Input file of the first
--   ref         引用号  Ref of the evidence, for citation
with
  p(q, place, most) as (
    select trim(coalesce(:q, '')),
      trim(coalesce(:place, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- Of one place they are counted here, those of copies left out.
  there(document_id) as materialized (
    select distinct r.document_id from p cross join meeting_reports r
    where p.place <> '' and (r.place = p.place
    or exists (select 1 from scope where substr(r.place_code, 1, length(prefix)) = prefix))),
  found(id, text, document_id, ref, day, place) as materialized (
    select s.id, s.text, s.document_id, s.ref,
      coalesce((select min(r.held_from) from meeting_reports r where r.document_id = s.document_id), d.published_from),
      (select coalesce(r.place_code, r.place) from meeting_reports r where r.document_id = s.document_id order by r.n limit 1)
    from p cross join there t cross join documents d on d.id = t.document_id
      cross join slogans s on s.document_id = d.id
    where d.superseded_by_run is null and d.duplicate_of is null and (p.q = '' or instr(s.text, p.q))),
  -- nth: 1 for the first use of a formula.
  used(text, document_id, ref, day, place, nth) as (
    select text, document_id, ref, day, place, row_number() over (partition by text order by day is null, day, ref)
    from found),
  formula(text, documents, places, first_seen, last_seen, document_id, ref) as materialized (
    select * from (
      select text, count(distinct document_id), count(distinct place), min(day), max(day),
        max(case nth when 1 then document_id end), max(case nth when 1 then ref end)
      from used group by text order by 2 desc, text limit (select most from p))
    union all
    select * from (
      select f.text, f.documents, f.places, f.first_seen, f.last_seen, f.document_id, f.ref
      from p cross join formulas f where p.place = '' and (p.q = '' or instr(f.text, p.q))
      order by f.documents desc, f.text limit (select most from p)))
select f.text as formula, f.documents, f.places, f.first_seen, f.last_seen, d.path as document, f.ref
from formula f join documents d on d.id = f.document_id
order by f.documents desc, f.text
