-- How much there is.
select 'documents', count(*) from documents where superseded_by_run is null
union all select 'meetings', count(*) from meetings
union all select 'officials', count(*) from officials
union all select 'units', count(*) from units
union all select 'posts', count(*) from posts
union all select 'tenures', count(*) from tenures
union all select 'quotes', count(*) from quotes
union all select 'slogans', count(*) from slogans
