-- Live documents, and the last run.
select (select count(*) from documents where superseded_by_run is null), coalesce((select max(id) from runs), 0)
