-- search · 全文检索
-- Documents that contain these words, best first, with context.
-- All words must occur; "words together" in quotation marks; -without; this OR that. A word of any length is found
-- wherever it stands; Traditional and Simplified find each other. The index narrows, instr() decides. Of words that more than
-- 20,000 documents hold, the best of the 20,000 taken in last come first; with limit 0 all are ranked.
-- 多个词须同时出现;引号内为整句;-词 表示排除;OR 表示或者。任意长度均可检索,繁简互通。
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
  -- blank: what Unicode calls white space.
  p(q, place, since, till, most, blank) as (
    select coalesce(:q, ''), trim(coalesce(:place, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      case cast(coalesce(nullif(:limit, ''), 20) as integer) when 0 then -1
        else cast(coalesce(nullif(:limit, ''), 20) as integer) end,
      char(32, 9, 10, 11, 12, 13, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202,
        8232, 8233, 8239, 8287, 12288)),
  -- The query letter by letter, one step past its end. blank: white space, or the end; stays: so is the next.
  position(i) as (select 1 from p where q <> '' union all select i + 1 from position, p where i <= length(q)),
  letter(i, ch, blank, stays) as materialized (
    select i, substr(q, i, 1), instr(blank, substr(q, i, 1)) > 0, instr(blank, substr(q, i + 1, 1)) > 0
    from position, p),
  -- Where the reading stands: between terms, after a minus, in a word, in "…", in “…”. A term that ends is done.
  step(i, state, minus, gathered, done, done_minus, done_quoted) as (
    select 0, 'between', 0, '', '', 0, 0 from p
    union all
    select l.i,
      case
        when s.state in ('between', 'minus') and l.ch = '"' or s.state = 'word' and l.ch = '"' then 'straight'
        when s.state in ('between', 'minus') and l.ch = '“' then 'curly'
        when s.state = 'between' and l.blank then 'between'
        when s.state = 'between' and l.ch in ('-', '－') and not l.stays then 'minus'
        when s.state in ('between', 'minus') then 'word'
        when l.ch = '' then 'between'
        when s.state = 'word' and l.blank then 'between'
        when s.state = 'straight' and l.ch = '"' or s.state = 'curly' and l.ch = '”' then 'between'
        else s.state end,
      case
        when s.state = 'between' and l.ch in ('-', '－') and not l.stays then 1
        when s.state = 'between' or s.state = 'word' and (l.blank or l.ch = '"')
          or s.state = 'straight' and l.ch in ('"', '') or s.state = 'curly' and l.ch in ('”', '') then 0
        else s.minus end,
      case
        when s.state in ('between', 'minus') then case when l.ch in ('"', '“') or l.blank then '' else l.ch end
        when s.state = 'word' and (l.blank or l.ch = '"')
          or s.state = 'straight' and l.ch in ('"', '') or s.state = 'curly' and l.ch in ('”', '') then ''
        else s.gathered || l.ch end,
      case
        when s.state = 'word' and (l.blank or l.ch = '"')
          or s.state = 'straight' and l.ch in ('"', '') or s.state = 'curly' and l.ch in ('”', '')
          then trim(s.gathered, (select blank from p)) else '' end,
      s.minus, s.state in ('straight', 'curly')
    from step s join letter l on l.i = s.i + 1),
  token(n, text, minus, alternative) as materialized (
    select row_number() over (order by i), done, done_minus, done = 'OR' and not done_minus and not done_quoted
    from step where done <> ''),
  -- A term after OR goes with the one before it. Nothing but OR is somebody looking for these letters.
  term(n, text, minus, joined) as (
    select n, text, minus,
      not minus and not lag(minus, 1, 1) over (order by n) and n - lag(n, 1, n) over (order by n) > 1
    from token where not alternative
    union all
    select 1, trim(q, blank), 0, 0 from p
    where trim(q, blank) <> '' and not instr(q, '"') and not exists (select 1 from token where not alternative)),
  word(n, text, minus) as materialized (select sum(not joined) over (order by n), text, minus from term),
  -- Each term as typed and with Simplified characters, together with its phrase of single characters for the index.
  -- sure: it holds a character that the index takes for a word; commonest punctuation must be looked for in the text.
  -- forks: characters so far that may stay or change; after five the rest are taken the first way.
  spelling(mapped) as (values (0), (1)),
  spelt(n, word, minus, i, text, phrase, sure, forks, mapped) as (
    select n, text, minus, 0, '', '', 0, 0, mapped from word join spelling
    union all
    select n, word, minus, i + 1, text || coalesce(v.simp, substr(word, i + 1, 1)),
      phrase || ' ' || replace(coalesce(v.simp, substr(word, i + 1, 1)), '"', ''),
      max(sure, exists (select 1 from indexed_characters where unicode(substr(word, i + 1, 1)) between low and high)),
      forks + (v.simp is not null and exists (select 1 from han_variant o where o.trad = v.trad and o.simp <> v.simp)),
      mapped
    from spelt s left join han_variant v on s.mapped and v.trad = substr(s.word, s.i + 1, 1)
      and (s.forks < 5 or v.simp = (select min(o.simp) from han_variant o where o.trad = v.trad))
    where i < length(word)),
  variant(n, text, phrase, sure, minus) as materialized (
    select distinct n, lower(text), phrase, sure, minus from spelt where i = length(word)),
  -- No row where nothing is asked for; no expression where the index knows none of it.
  m(expression) as materialized (
    select group_concat(phrases, ' AND ')
    from (select case when min(sure) and not minus then '(' || group_concat('"' || phrase || '"', ' OR ') || ')' end as phrases
      from variant group by n)
    having count(*)),
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- Documents with a meeting in the place, at the time; without a place also those published then that have no dated one.
  wanted(document_id) as materialized (
    select r.document_id from p cross join scope
      cross join meeting_reports r on r.place_code >= scope.prefix and r.place_code < scope.prefix || ':'
    where (p.since = '' or r.held_to >= p.since) and (p.till = '' or r.held_from <= p.till)
    union
    select r.document_id from p cross join meeting_reports r on p.place <> '' and r.place = p.place
    where (p.since = '' or r.held_to >= p.since) and (p.till = '' or r.held_from <= p.till)
    union
    select r.document_id from p cross join meeting_reports r on r.held_from <= coalesce(nullif(p.till, ''), '~')
    where p.place = '' and p.since || p.till <> '' and r.held_to >= p.since
    union
    select d.id from p cross join documents d on d.published_from <= coalesce(nullif(p.till, ''), '~')
    where p.place = '' and p.since || p.till <> '' and d.published_to >= p.since
      and not exists (select 1 from meeting_reports r where r.document_id = d.id and r.held_from is not null)),
  -- Nearly all that the index proposes are hits, so the best of them do. Every step names those before it as seldom as can be:
  -- SQLite reads the text of a step anew wherever it is named, and of all steps that this one names.
  -- Sorted outside, where SQLite sorts numbers; FTS5 would sort its lists of positions, which takes half as long again.
  -- Of words that half of the archive holds the rank says little, and to reckon it for all takes a quarter of a second.
  enough(proposals) as materialized (select case when most < 0 then 0 else most * 4 + 100 end from p),
  proposed(id, rank) as materialized (
    select id, rank from (
      select rowid as id, rank from documents_fts
      where documents_fts match coalesce((select expression from m), '""')
        and ((select place || since || till from p) = '' or +rowid in wanted)
      order by rowid desc limit (select case when proposals then max(proposals, 20000) else 0 end from enough))
    order by rank, id limit (select proposals from enough)),
  -- A text is a hit if of every group of terms one occurs, or none where they are excluded.
  judged(id, rank, is_hit) as materialized (
    select f.id, f.rank, not exists (select 1 from variant v group by v.n
      having max(v.minus) = max(instr(lower(coalesce(d.body_hans, d.body)), v.text) > 0))
    from proposed f cross join documents d on d.id = f.id),
  hit(id, rank) as materialized (
    select id, min(rank) from (
      select id, rank from judged where is_hit
      union all
      -- So many proposals are none that the best do not do: then all, in their order until there are enough.
      select * from (
        select f.rowid, f.rank from documents_fts f cross join documents d on d.id = f.rowid
        where f.documents_fts match coalesce((select expression from m
            where (select most < 0 or (select count(*) = proposals and total(is_hit) < most from judged) from enough, p)), '""')
          and ((select place || since || till from p) = '' or +f.rowid in wanted)
          and not exists (select 1 from variant v group by v.n
            having max(v.minus) = max(instr(lower(coalesce(d.body_hans, d.body)), v.text) > 0))
        order by f.rank limit (select most from p))
      union all
      select * from (
        select d.id, 0.0 from documents d
        where d.superseded_by_run is null and ((select place || since || till from p) = '' or d.id in wanted)
          and not exists (select 1 from variant v group by v.n
            having max(v.minus) = max(instr(lower(coalesce(d.body_hans, d.body)), v.text) > 0))
        order by d.id
        -- None where there is nothing to look for, or the index knows it.
        limit (select case when (select expression is null from m) then most else 0 end from p)))
    group by id order by 2, 1 limit (select most from p)),
  -- The first place where a term stands, the longest there; the beginning of the text where only exclusions were given.
  place_of(id, rank, at, long, nearest) as (
    select h.id, h.rank, coalesce(instr(lower(coalesce(d.body_hans, d.body)), v.text), 1), coalesce(length(v.text), 0),
      row_number() over (partition by h.id
        order by instr(lower(coalesce(d.body_hans, d.body)), v.text), length(v.text) desc)
    from hit h cross join documents d on d.id = h.id
      left join variant v on not v.minus and instr(lower(coalesce(d.body_hans, d.body)), v.text))
select d.id as document_id, d.path, d.title, d.published_on, at - 1 as span_start, at - 1 + long as span_end,
  replace(case when at > 31 then '…' else '' end || substr(d.body, max(1, at - 30), min(30, at - 1))
    || case when long then '【' || substr(d.body, at, long) || '】' else '' end || substr(d.body, at + long, 60)
    || case when length(d.body) > at + long + 59 then '…' else '' end, char(10), ' ') as context,
  round(rank, 3) as rank
from place_of h cross join documents d on d.id = h.id
where nearest = 1
order by h.rank, h.id
