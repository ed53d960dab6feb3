-- Indexes of derived tables that deriving itself does without, in an archive where nothing is derived yet.
SELECT name, sql FROM sqlite_schema
WHERE type = 'index' AND sql LIKE 'CREATE INDEX %'
  AND tbl_name IN ('officials', 'units', 'posts', 'tenures', 'meetings', 'meeting_claims', 'shared_passages')
  AND NOT EXISTS (SELECT 1 FROM units) AND NOT EXISTS (SELECT 1 FROM officials) AND NOT EXISTS (SELECT 1 FROM meetings)
  AND NOT EXISTS (SELECT 1 FROM shared_passages)
ORDER BY rowid
