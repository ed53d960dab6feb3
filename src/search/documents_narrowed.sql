-- Live documents that the index proposes, best first, at most :most. Which of them are hits, the caller decides.
-- Ranked are the last :ranked proposals: of words that half of the archive holds the rank says little, and to reckon it for
-- all takes a quarter of a second. Sorted outside, where SQLite sorts numbers; FTS5 would sort its lists of positions.
with p(place, since, till) as (select :place, :since, :till),
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
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
      and not exists (select 1 from meeting_reports r where r.document_id = d.id and r.held_from is not null))
select d.id as document_id, d.path, d.title,
  coalesce((select r.held_on from meeting_reports r where r.document_id = d.id and r.held_on is not null
    order by r.n limit 1), d.published_on) as date,
  d.body as text, d.body_hans as text_hans, f.rank as rank
from (
    select id, rank from (
      select rowid as id, rank from documents_fts
      where documents_fts match :expression and ((select place || since || till from p) = '' or +rowid in wanted)
      order by rowid desc limit :ranked)
    order by rank, id limit :most) f
  cross join documents d on d.id = f.id
order by f.rank, f.id
