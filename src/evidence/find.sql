-- The documents that a word names, by the strictest meaning that any document has.
with found(id, path, strictness) as (
  select id, path, 1 from documents where path = ?1 and superseded_by_run is null
  union all
  select id, path, 2 from documents where ref = ?1 or (instr(?1, '-') > 1 and ref = substr(?1, 1, instr(?1, '-') - 1))
  union all
  select id, path, 3 from documents
  where superseded_by_run is null and substr(path, -length(?1) - 1) = '/' || ?1
  union all
  select id, path, 4 from documents
  where superseded_by_run is null and length(?1) >= 6 and substr(sha256, 1, length(?1)) = lower(?1)
  union all
  select id, path, 5 from documents
  where superseded_by_run is null and (instr(path, ?1) or instr(coalesce(title, ''), ?1)))
select distinct id, path from found where strictness = (select min(strictness) from found) order by path, id limit 6
