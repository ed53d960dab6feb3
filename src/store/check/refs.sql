-- Refs and numbers that are not what document, kind and n make of them.
WITH fact(kind, ref, document_id, mark, n) AS (
  SELECT 'credit', ref, document_id, '-c', n FROM credits
  UNION ALL SELECT 'official', ref, document_id, '-o', n FROM official_reports
  UNION ALL SELECT 'unit', ref, document_id, '-u', n FROM unit_reports
  UNION ALL SELECT 'meeting', ref, document_id, '-m', n FROM meeting_reports
  UNION ALL SELECT 'quote', ref, document_id, '-q', n FROM quotes
  UNION ALL SELECT 'slogan', ref, document_id, '-s', n FROM slogans
  UNION ALL SELECT 'mention', ref, document_id, '-x', n FROM mentions
  UNION ALL SELECT 'note', ref, document_id, '-n', n FROM notes
  UNION ALL SELECT 'post', p.ref, o.document_id, '-p', p.n
    FROM post_reports p JOIN official_reports o ON o.id = p.official_report_id
  UNION ALL SELECT 'attendance', a.ref, o.document_id, '-a', a.n
    FROM attendances a JOIN official_reports o ON o.id = a.official_report_id
  UNION ALL SELECT 'presence', b.ref, u.document_id, '-b', b.n
    FROM unit_attendances b JOIN unit_reports u ON u.id = b.unit_report_id)
SELECT f.kind, f.ref FROM fact f JOIN documents d ON d.id = f.document_id WHERE f.ref <> d.ref || f.mark || f.n
