-- Live documents by their properties.
select 'kind:' || kind, count(*) from documents where superseded_by_run is null group by 1
union all select 'format:' || format, count(*) from documents where superseded_by_run is null group by 1
union all select 'encoding:' || encoding, count(*) from documents where superseded_by_run is null group by 1
union all select 'script:' || script, count(*) from documents where superseded_by_run is null group by 1
order by 2 desc, 1
