SELECT
  count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM meeting_reports m WHERE m.document_id = d.id AND m.place IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM unit_reports u WHERE u.document_id = d.id AND u.place_code IS NOT NULL)),
  count(*) FILTER (WHERE d.published_from IS NULL
    AND NOT EXISTS (SELECT 1 FROM meeting_reports m WHERE m.document_id = d.id AND m.held_from IS NOT NULL))
FROM documents d WHERE d.superseded_by_run IS NULL
