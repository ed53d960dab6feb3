SELECT e.id, e.ref, o.document_id, e.official_report_id, e.unit_report_id, e.title, e.status, e.seen_on, e.seen_basis
FROM post_reports e JOIN official_reports o ON o.id = e.official_report_id
  JOIN documents d ON d.id = o.document_id WHERE d.superseded_by_run IS NULL
