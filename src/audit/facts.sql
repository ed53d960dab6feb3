-- Every fact of the live documents that a person can judge: kind, basis, rule, ref. Old versions and copies of other
-- documents are left out, so that no fact is judged twice.
WITH live AS (SELECT id FROM documents WHERE superseded_by_run IS NULL AND duplicate_of IS NULL)
SELECT 'official' AS kind, basis, rule, ref FROM official_reports WHERE document_id IN live
UNION ALL SELECT 'unit', basis, rule, ref FROM unit_reports WHERE document_id IN live
UNION ALL SELECT 'meeting', basis, rule, ref FROM meeting_reports WHERE document_id IN live
UNION ALL SELECT 'quote', basis, rule, ref FROM quotes WHERE document_id IN live
UNION ALL SELECT 'post', p.basis, p.rule, p.ref FROM post_reports p
  JOIN official_reports r ON r.id = p.official_report_id WHERE r.document_id IN live
UNION ALL SELECT 'attendance', a.basis, a.rule, a.ref FROM attendances a
  JOIN official_reports r ON r.id = a.official_report_id WHERE r.document_id IN live
UNION ALL SELECT 'credit', basis, rule, ref FROM credits WHERE document_id IN live
UNION ALL SELECT 'field', basis, rule, ref FROM document_fields WHERE document_id IN live AND field IN ('title', 'publisher', 'published_on')
