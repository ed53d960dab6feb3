-- Facts that a rule read, with their documents.
SELECT d.id, d.path, f.ref FROM (
  SELECT document_id, ref FROM document_fields WHERE rule = :rule
  UNION ALL SELECT document_id, ref FROM credits WHERE rule = :rule
  UNION ALL SELECT document_id, ref FROM official_reports WHERE rule = :rule
  UNION ALL SELECT document_id, ref FROM unit_reports WHERE rule = :rule
  UNION ALL SELECT document_id, ref FROM meeting_reports WHERE rule = :rule
  UNION ALL SELECT document_id, ref FROM quotes WHERE rule = :rule
  UNION ALL SELECT document_id, ref FROM slogans WHERE rule = :rule
  UNION ALL SELECT o.document_id, p.ref FROM post_reports p JOIN official_reports o ON o.id = p.official_report_id
    WHERE p.rule = :rule
  UNION ALL SELECT o.document_id, a.ref FROM attendances a JOIN official_reports o ON o.id = a.official_report_id
    WHERE a.rule = :rule
  UNION ALL SELECT u.document_id, b.ref FROM unit_attendances b JOIN unit_reports u ON u.id = b.unit_report_id
    WHERE b.rule = :rule) f
JOIN documents d ON d.id = f.document_id WHERE d.superseded_by_run IS NULL
ORDER BY f.ref
