-- Live documents by their properties.
with live(kind, format, encoding, script, n) as materialized (
  select kind, format, encoding, script, count(*) from documents indexed by documents_properties
  where superseded_by_run is null group by 1, 2, 3, 4)
select 'kind:' || kind, sum(n) from live group by 1
union all select 'format:' || format, sum(n) from live group by 1
union all select 'encoding:' || encoding, sum(n) from live group by 1
union all select 'script:' || script, sum(n) from live group by 1
order by 2 desc, 1
