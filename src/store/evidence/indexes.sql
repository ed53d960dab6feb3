-- Not the unique one: it says of all versions of a page which is live. The third column: what it sorts are links to
-- entities, which are written by deriving.
SELECT name, sql,
  name IN ('official_reports_official', 'unit_reports_unit', 'meeting_reports_meeting', 'post_reports_post')
FROM sqlite_schema
WHERE type = 'index' AND sql LIKE 'CREATE INDEX %' AND tbl_name IN ('documents', 'document_fields', 'credits',
  'official_reports', 'unit_reports', 'meeting_reports', 'post_reports', 'attendances', 'unit_attendances', 'quotes',
  'quote_spans', 'quote_speakers', 'slogans', 'mentions', 'notes', 'run_changes')
ORDER BY rowid
