-- search-quotes · 讲话检索
-- Who said something containing this text, as what, when.
-- The text is taken as it stands; Traditional and Simplified find each other. Of words that more than 20,000 quotes hold, the
-- best of the 20,000 taken in last come first; with limit 0 all are ranked.
-- 谁在何时以何身份讲过含有此文字的话。
--
-- Parameters:
--   q        text       ''  What to look for, at least one character.
--   speaker  name       ''  Name, post or unit of the speaker, or a piece of it.
--   place    place      ''  Code or name of a division, with all below it.
--   from     date       ''  First day, month or year.
--   to       date       ''  Last day, month or year.
--   undated  with|only  ''  Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     50  Most rows; 0 for all.
-- Columns:
--   held_on     日期      Day of the meeting, or what is known of it
--   place       地区      Division of the meeting
--   speaker     讲话人    Name of the speaker, else the label as printed
--   posts       职务      Posts that the document gives the speaker
--   cue         引述动词  Verb that introduces the words
--   kind        方式      direct or indirect
--   text        内容      The words, Simplified
--   meeting     会议      Name of the meeting
--   document    文件      Input file in which it was read
--   span_start  起        First character of the quote in documents.body, from 0
--   span_end    止        One past its last character
--   ref         引用号    Ref of the evidence, for citation
with recursive
  p(q, speaker, place, since, till, undated, most) as (
    select trim(coalesce(:q, '')),
      trim(coalesce(:speaker, '')),
      trim(coalesce(:place, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      coalesce(:undated, ''),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 50) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
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
  -- Quotes of meetings there: told apart but once, where they are looked up.
  here(quote_id) as not materialized (
    select q.id from scope cross join meeting_reports r on r.place_code >= prefix and r.place_code < prefix || ':'
      cross join quotes q on q.meeting_report_id = r.id
    union all
    select q.id from p cross join meeting_reports r cross join quotes q on q.meeting_report_id = r.id
    where p.place <> '' and r.place = p.place),
  -- The index holds quotes of live documents only. Nearly all that it proposes are hits, so the best of them do; where speaker
  -- or time are asked for, the best few thousand. Sorted outside, where SQLite sorts numbers; FTS5 would sort its lists of
  -- positions, which takes half as long again. Of words that every second quote holds the rank says little, and to reckon it
  -- for all takes half a second.
  enough(proposals) as materialized (
    select case when most < 0 then 0 when speaker || since || till || undated <> '' then most * 4 + 5000 else most * 4 + 100 end
    from p),
  proposed(id, rank) as materialized (
    select id, rank from (
      select rowid as id, rank from quotes_fts
      where quotes_fts match coalesce((select expression from m), '""') and ((select place from p) = '' or +rowid in here)
      order by rowid desc limit (select case when proposals then max(proposals, 20000) else 0 end from enough))
    order by rank, id limit (select proposals from enough)),
  best(id, rank) as materialized (
    select f.id, f.rank from proposed f cross join quotes q on q.id = f.id cross join p
      left join official_reports r on r.id = q.official_report_id
      left join meeting_reports mr on mr.id = q.meeting_report_id
    where exists (select 1 from variant v where instr(lower(q.text), v.text))
      and (p.speaker = '' or instr(coalesce(r.name, ''), p.speaker) or instr(coalesce(q.speaker, ''), p.speaker)
        or instr(coalesce(q.speaker_label, ''), p.speaker)
        or exists (select 1 from post_reports t where t.official_report_id = r.id and instr(t.unit || t.title, p.speaker)))
      and (case when mr.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
      else p.undated <> 'only' and mr.held_to >= p.since and (p.till = '' or mr.held_from <= p.till) end)
    order by f.rank, f.id limit (select most from p)),
  -- So many phrases ran over punctuation that the best do not do: then all proposals, in their order until there are enough.
  short(is_so) as materialized (
    select (select count(*) from proposed) = proposals and (select count(*) from best) <> most from enough, p),
  hit(id, rank) as materialized (
    select id, rank from best where not (select is_so from short)
    union all
    select * from (
      select q.id, f.rank as rank from quotes_fts f cross join quotes q on q.id = f.rowid cross join p
        left join official_reports r on r.id = q.official_report_id
        left join meeting_reports mr on mr.id = q.meeting_report_id
      where f.quotes_fts match coalesce((select case when is_so then expression end from m, short), '""')
        and ((select place from p) = '' or +f.rowid in here)
        and exists (select 1 from variant v where instr(lower(q.text), v.text))
        and (p.speaker = '' or instr(coalesce(r.name, ''), p.speaker) or instr(coalesce(q.speaker, ''), p.speaker)
          or instr(coalesce(q.speaker_label, ''), p.speaker)
          or exists (select 1 from post_reports t where t.official_report_id = r.id and instr(t.unit || t.title, p.speaker)))
        and (p.place = '' or mr.place = p.place
    or exists (select 1 from scope where substr(mr.place_code, 1, length(prefix)) = prefix))
        and (case when mr.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and mr.held_to >= p.since and (p.till = '' or mr.held_from <= p.till) end)
      order by f.rank limit (select most from p))
    union all
    select * from (
      select q.id, 0.0 from quotes q cross join p
        left join official_reports r on r.id = q.official_report_id
        left join meeting_reports mr on mr.id = q.meeting_report_id
      where exists (select 1 from variant v where instr(lower(q.text), v.text))
        and (p.speaker = '' or instr(coalesce(r.name, ''), p.speaker) or instr(coalesce(q.speaker, ''), p.speaker)
          or instr(coalesce(q.speaker_label, ''), p.speaker)
          or exists (select 1 from post_reports t where t.official_report_id = r.id and instr(t.unit || t.title, p.speaker)))
        and (p.place = '' or mr.place = p.place
    or exists (select 1 from scope where substr(mr.place_code, 1, length(prefix)) = prefix))
        and (case when mr.held_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and mr.held_to >= p.since and (p.till = '' or mr.held_from <= p.till) end)
        and exists (select 1 from documents d where d.id = q.document_id and d.superseded_by_run is null)
      order by q.id
      -- None where there is nothing to look for, or the index knows it.
      limit (select case when exists (select 1 from variant) and (select expression from m) is null then most else 0 end from p)))
select mr.held_on, mr.place, coalesce(r.name, q.speaker, q.speaker_label) as speaker,
  (select group_concat(post, '、') from (select t.unit || t.title as post from post_reports t
    where t.official_report_id = r.id and t.status <> 'former' order by t.n)) as posts,
  q.cue, q.kind, q.text, mr.name as meeting, d.path as document, q.span_start, q.span_end, q.ref
from hit c cross join quotes q on q.id = c.id cross join documents d on d.id = q.document_id
  left join official_reports r on r.id = q.official_report_id
  left join meeting_reports mr on mr.id = q.meeting_report_id
order by c.rank, q.id
