-- search · 全文检索
-- Documents that contain these words, best first, with context.
-- Words are divided by spaces and all must occur; "words in straight quotes" stay together. A word of any length is
-- found wherever it stands; Traditional and Simplified find each other. The index narrows, instr() decides.
-- 多个词以空格分开,须同时出现;英文双引号内为整句。任意长度均可检索,繁简互通。
--
-- Parameters:
--   q      text    ''   What to look for, at least one character.
--   place  place   ''   Code or name of a division; documents with a meeting there or below.
--   from   date    ''   First day, month or year of the meeting, else of publication.
--   to     date    ''   Last day, month or year.
--   limit  number  20   Most rows; 0 for all.
-- Columns:
--   document_id   编号      Number of the document in this archive.
--   path          文件      Input file.
--   title         标题      Headline.
--   published_on  发布日期  Date of publication, as printed.
--   span_start    起        First character of the first hit in documents.body, from 0.
--   span_end      止        One past its last character.
--   context       上下文    Context in the document's own script, the hit in 【】.
--   rank          相关度    Rank by bm25 (the smaller the better).
with recursive
  p(q, place, since, till, most) as (
    select coalesce(:q, ''), trim(coalesce(:place, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      case cast(coalesce(nullif(:limit, ''), 20) as integer) when 0 then -1
        else cast(coalesce(nullif(:limit, ''), 20) as integer) end),
  -- The words: letter by letter; at white space or a quotation mark the word gathered so far is done.
  letter(i, ch) as (
    select 1, substr(q, 1, 1) from p where q <> ''
    union all
    select i + 1, substr(q, i + 1, 1) from letter join p where i < length(q) + 1),
  step(i, quoted, gathered, done) as (
    select 0, 0, '', '' from p
    union all
    select l.i, quoted <> (l.ch = '"'),
      case when l.ch in ('"', '') or (l.ch in (' ', '　', char(9), char(10)) and not quoted) then '' else gathered || l.ch end,
      case when l.ch in ('"', '') or (l.ch in (' ', '　', char(9), char(10)) and not quoted) then gathered else '' end
    from step s join letter l on l.i = s.i + 1),
  word(n, text) as materialized (select i, done from step where done <> ''),
  -- Each word as typed and with Simplified characters, together with its phrase of single characters for the index.
  -- sure: it holds a character that the index takes for a letter; punctuation alone must be looked for in the text.
  spelling(mapped) as (values (0), (1)),
  spelt(n, word, i, text, phrase, sure, mapped) as (
    select n, text, 0, '', '', 0, mapped from word join spelling
    union all
    select n, word, i + 1, text || coalesce(v.simp, substr(word, i + 1, 1)),
      phrase || ' ' || coalesce(v.simp, substr(word, i + 1, 1)),
      max(sure, substr(word, i + 1, 1) glob '[0-9A-Za-z]', unicode(substr(word, i + 1, 1)) between 13312 and 19893,
        unicode(substr(word, i + 1, 1)) between 19968 and 40908),
      mapped
    from spelt s left join han_variant v on s.mapped and v.trad = substr(s.word, s.i + 1, 1)
    where i < length(word)),
  variant(n, text, phrase, sure) as materialized (
    select distinct n, lower(text), phrase, sure from spelt where i = length(word)),
  m(expression) as materialized (
    select group_concat('(' || phrases || ')', ' AND ')
    from (select group_concat('"' || phrase || '"', ' OR ') as phrases from variant group by n having min(sure))),
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  wanted(document_id) as materialized (
    select r.document_id from p cross join meeting_reports r
    where (p.place <> '' or p.since <> '' or p.till <> '')
      and (p.place = '' or r.place = p.place
        or exists (select 1 from scope where substr(r.place_code, 1, length(prefix)) = prefix))
      and (p.since = '' or r.held_to >= p.since) and (p.till = '' or r.held_from <= p.till)
    union
    select d.id from p join documents d on p.place = '' and (p.since <> '' or p.till <> '')
    where (p.since = '' or d.published_to >= p.since) and (p.till = '' or d.published_from <= p.till)
      and not exists (select 1 from meeting_reports r where r.document_id = d.id and r.held_from is not null)),
  hit(id, rank) as materialized (
    select * from (
      select f.rowid, f.rank from documents_fts f cross join documents d on d.id = f.rowid
      where f.documents_fts match (select coalesce(expression, '""') from m)
        and not exists (select 1 from word where not exists (
          select 1 from variant v where v.n = word.n and instr(lower(coalesce(d.body_hans, d.body)), v.text)))
        and ((select place || since || till from p) = '' or d.id in wanted)
      order by f.rank limit (select most from p))
    union all
    select * from (
      select d.id, 0.0 from documents d
      where exists (select 1 from word) and (select expression from m) is null and d.superseded_by_run is null
        and not exists (select 1 from word where not exists (
          select 1 from variant v where v.n = word.n and instr(lower(coalesce(d.body_hans, d.body)), v.text)))
        and ((select place || since || till from p) = '' or d.id in wanted)
      order by d.id limit (select most from p))),
  -- Where the first word stands first.
  place_of(id, rank, at, long) as (
    select h.id, h.rank, min(instr(lower(coalesce(d.body_hans, d.body)), v.text)), length(v.text)
    from hit h join documents d on d.id = h.id
      join variant v on v.n = (select min(n) from word) and instr(lower(coalesce(d.body_hans, d.body)), v.text)
    group by h.id)
select d.id as document_id, d.path, d.title, d.published_on, at - 1 as span_start, at - 1 + long as span_end,
  replace(case when at > 31 then '…' else '' end || substr(d.body, max(1, at - 30), min(30, at - 1))
    || '【' || substr(d.body, at, long) || '】' || substr(d.body, at + long, 60)
    || case when length(d.body) > at + long + 59 then '…' else '' end, char(10), ' ') as context,
  round(rank, 3) as rank
from place_of h join documents d on d.id = h.id
order by h.rank, h.id
