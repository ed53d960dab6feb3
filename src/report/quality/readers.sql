-- Documents by the version that read them.
select read_by, count(*) from documents indexed by documents_properties where superseded_by_run is null group by 1 order by 1
