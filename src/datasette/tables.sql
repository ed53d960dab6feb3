-- Tables and views of the archive by name, shadow tables of FTS5 included; sqlite's own are not content.
select name, type = 'view' as view
from sqlite_schema
where type in ('table', 'view') and name not like 'sqlite\_%' escape '\'
order by name
