-- Refs and numbers that are not what document, kind and n make of them.
SELECT 'credit', c.ref FROM credits c JOIN documents d ON d.id = c.document_id WHERE c.ref <> d.ref || '-c' || c.n
UNION ALL
SELECT 'official', o.ref FROM official_reports o JOIN documents d ON d.id = o.document_id WHERE o.ref <> d.ref || '-o' || o.n
UNION ALL
SELECT 'unit', u.ref FROM unit_reports u JOIN documents d ON d.id = u.document_id WHERE u.ref <> d.ref || '-u' || u.n
UNION ALL
SELECT 'meeting', m.ref FROM meeting_reports m JOIN documents d ON d.id = m.document_id WHERE m.ref <> d.ref || '-m' || m.n
UNION ALL
SELECT 'quote', q.ref FROM quotes q JOIN documents d ON d.id = q.document_id WHERE q.ref <> d.ref || '-q' || q.n
UNION ALL
SELECT 'slogan', s.ref FROM slogans s JOIN documents d ON d.id = s.document_id WHERE s.ref <> d.ref || '-s' || s.n
UNION ALL
SELECT 'mention', x.ref FROM mentions x JOIN documents d ON d.id = x.document_id WHERE x.ref <> d.ref || '-x' || x.n
UNION ALL
SELECT 'note', n.ref FROM notes n JOIN documents d ON d.id = n.document_id WHERE n.ref <> d.ref || '-n' || n.n
UNION ALL
SELECT 'post', p.ref FROM post_reports p JOIN official_reports o ON o.id = p.official_report_id
  JOIN documents d ON d.id = o.document_id WHERE p.ref <> d.ref || '-p' || p.n
UNION ALL
SELECT 'attendance', a.ref FROM attendances a JOIN official_reports o ON o.id = a.official_report_id
  JOIN documents d ON d.id = o.document_id WHERE a.ref <> d.ref || '-a' || a.n
UNION ALL
SELECT 'presence', b.ref FROM unit_attendances b JOIN unit_reports u ON u.id = b.unit_report_id
  JOIN documents d ON d.id = u.document_id WHERE b.ref <> d.ref || '-b' || b.n
