-- Indexes of the counts, which are made when all rows are in.
SELECT name, sql FROM sqlite_schema
WHERE type = 'index' AND sql LIKE 'CREATE INDEX %'
  AND tbl_name IN ('activities', 'co_attendances', 'unit_counts', 'shared_documents')
ORDER BY rowid
