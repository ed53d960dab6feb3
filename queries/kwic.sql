-- kwic · 上下文
-- Every occurrence of a text: left, hit, right.
-- The text is taken as it stands, spaces included; Traditional and Simplified find each other.
-- 逐处列出检索词及其左右文字,繁简互通。
--
-- Parameters:
--   q      text    ''   What to look for, at least one character.
--   width  number  20   Characters on each side.
--   place  place   ''   Code or name of a division, with all below it.
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   document_id  编号  Number of the document in this archive
--   left         左    Words before the hit, in the script of the document
--   hit          中    The hit
--   right        右    Words after it
--   path         文件  Input file
--   span_start   起    First character of the hit in documents.body, from 0
--   span_end     止    One past its last character
with recursive
  p(q, width, place, most) as (
    select trim(coalesce(:q, '')),
      cast(coalesce(nullif(:width, ''), 20) as integer),
      trim(coalesce(:place, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- The text as typed and with Simplified characters, together with its phrase of single characters for the index.
  -- sure: it holds a character that the index takes for a word; commonest punctuation must be looked for in the text.
  -- forks: characters so far that may stay or change; after five the rest are taken the first way.
  spelt(i, text, phrase, sure, forks, mapped) as (
    select 0, '', '', 0, 0, column1 from (values (0), (1)), p where q <> ''
    union all
    select i + 1, text || coalesce(v.simp, substr(q, i + 1, 1)),
      phrase || ' ' || replace(coalesce(v.simp, substr(q, i + 1, 1)), '"', ''),
      max(sure, exists (select 1 from indexed_characters where unicode(substr(q, i + 1, 1)) between low and high)),
      forks + (v.simp is not null and exists (select 1 from han_variant o where o.trad = v.trad and o.simp <> v.simp)),
      mapped
    from spelt s join p left join han_variant v on s.mapped and v.trad = substr(q, s.i + 1, 1)
      and (s.forks < 5 or v.simp = (select min(o.simp) from han_variant o where o.trad = v.trad))
    where i < length(q)),
  variant(text, phrase, sure) as materialized (select distinct lower(text), phrase, sure from spelt, p where i = length(q) and text <> ''),
  m(expression) as materialized (select group_concat('"' || phrase || '"', ' OR ') from variant having min(sure)),
  here(document_id) as materialized (
    select r.document_id from scope cross join meeting_reports r on r.place_code >= prefix and r.place_code < prefix || ':'
    union select r.document_id from p cross join meeting_reports r where p.place <> '' and r.place = p.place),
  -- Documents in their order; each gives a row at least, so there need be no more than rows.
  candidate(id) as materialized (
    select * from (
      select f.rowid from documents_fts f cross join documents d on d.id = f.rowid
      where f.documents_fts match coalesce((select expression from m), '""')
        and ((select place from p) = '' or +f.rowid in here)
        and exists (select 1 from variant v where instr(lower(coalesce(d.body_hans, d.body)), v.text))
      order by f.rowid limit (select most from p))
    union all
    select * from (
      select d.id from documents d
      where d.superseded_by_run is null
        and ((select place from p) = '' or d.id in here)
        and exists (select 1 from variant v where instr(lower(coalesce(d.body_hans, d.body)), v.text))
      order by d.id
      -- None where there is nothing to look for, or the index knows it.
      limit (select case when exists (select 1 from variant) and (select expression from m) is null then most else 0 end from p))),
  -- Each step finds the next occurrence after the last one.
  occurrence(id, rest, at, text) as (
    select d.id, lower(coalesce(d.body_hans, d.body)), 0, v.text
    from candidate c cross join documents d on d.id = c.id cross join variant v
    where instr(lower(coalesce(d.body_hans, d.body)), v.text)
    union all
    select id, substr(rest, instr(rest, text) + length(text)), at + instr(rest, text) + length(text) - 1, text
    from occurrence where instr(rest, text)
    -- In the order of documents, until there are rows enough: of two lines one at least is an occurrence, but for those with
    -- which a document begins, of which there are no more than spellings.
    order by 1, 3 limit (select case when most < 0 then -1 else most * 2 + 40 end from p))
select d.id as document_id,
  replace(substr(d.body, max(1, at - length(o.text) - width + 1), min(width, at - length(o.text))), char(10), ' ') as left,
  substr(d.body, at - length(o.text) + 1, length(o.text)) as hit,
  replace(substr(d.body, at + 1, width), char(10), ' ') as right,
  d.path, at - length(o.text) as span_start, at as span_end
from (select distinct id, at, text from occurrence where at > 0) o join documents d on d.id = o.id, p
order by d.id, at
limit (select most from p)
