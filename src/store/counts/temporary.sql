SELECT type, name FROM temp.sqlite_schema WHERE type IN ('table', 'trigger') ORDER BY type = 'table'
