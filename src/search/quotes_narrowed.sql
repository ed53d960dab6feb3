-- Quotes that the index proposes, best first, at most :most before time and speaker are looked at. The pieces of a split
-- quote are put together. :ranked: see documents_narrowed.sql.
with p(place, since, till, speaker) as (select :place, :since, :till, :speaker),
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- Quotes of meetings there: told apart but once, where they are looked up.
  here(quote_id) as not materialized (
    select q.id from scope cross join meeting_reports r on r.place_code >= prefix and r.place_code < prefix || ':'
      cross join quotes q on q.meeting_report_id = r.id
    union all
    select q.id from p cross join meeting_reports r cross join quotes q on q.meeting_report_id = r.id
    where p.place <> '' and r.place = p.place)
select q.ref, q.document_id, d.path, coalesce(r.name, q.speaker, q.speaker_label) as speaker,
  (select group_concat(post, '、') from (select t.unit || t.title as post from post_reports t
    where t.official_report_id = q.official_report_id and t.status <> 'former' order by t.n)) as posts,
  m.place, m.held_on, q.cue, q.span_start,
  q.text as text_hans,
  (select group_concat(substr(d.body, span_start + 1, span_end - span_start), '')
    from (select * from quote_spans s where s.quote_id = q.id order by s.n)) as text,
  (select group_concat(span_start || '-' || span_end)
    from (select * from quote_spans s where s.quote_id = q.id order by s.n)) as pieces, f.rank as rank
from (
    select id, rank from (
      select rowid as id, rank from quotes_fts
      where quotes_fts match :expression and ((select place from p) = '' or +rowid in here)
      order by rowid desc limit :ranked)
    order by rank, id limit :most) f
  cross join quotes q on q.id = f.id
  join documents d on d.id = q.document_id and d.superseded_by_run is null
  left join official_reports r on r.id = q.official_report_id
  left join meeting_reports m on m.id = q.meeting_report_id
  cross join p
where (p.place = '' or m.place = p.place
    or exists (select 1 from scope where substr(m.place_code, 1, length(prefix)) = prefix))
  and (p.since = '' or coalesce(m.held_to, d.published_to) >= p.since)
  and (p.till = '' or coalesce(m.held_from, d.published_from) <= p.till)
  and (p.speaker = '' or instr(coalesce(r.name, ''), p.speaker) or instr(coalesce(q.speaker, ''), p.speaker)
    or instr(coalesce(q.speaker_label, ''), p.speaker)
    or exists (select 1 from post_reports t
      where t.official_report_id = q.official_report_id and instr(t.unit || t.title, p.speaker)))
order by f.rank, f.id
