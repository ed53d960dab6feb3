-- Live documents that are no copies, each with the number of facts of every kind that was read in it.
SELECT d.id, d.ref, d.path,
  (SELECT count(*) FROM official_reports r WHERE r.document_id = d.id) AS official,
  (SELECT count(*) FROM official_reports r JOIN post_reports p ON p.official_report_id = r.id WHERE r.document_id = d.id) AS post,
  (SELECT count(*) FROM official_reports r JOIN attendances a ON a.official_report_id = r.id WHERE r.document_id = d.id) AS attendance,
  (SELECT count(*) FROM unit_reports r WHERE r.document_id = d.id) AS unit,
  (SELECT count(*) FROM meeting_reports r WHERE r.document_id = d.id) AS meeting,
  (SELECT count(*) FROM quotes q WHERE q.document_id = d.id) AS quote
FROM documents d
WHERE d.id IN (SELECT value FROM json_each(:ids))
ORDER BY d.ref
