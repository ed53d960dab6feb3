-- Documents in which somebody of that name is read.
SELECT r.document_id FROM official_reports r JOIN documents d ON d.id = r.document_id
WHERE r.name = :name AND d.superseded_by_run IS NULL
UNION SELECT c.document_id FROM credits c JOIN documents d ON d.id = c.document_id
WHERE c.name = :name AND d.superseded_by_run IS NULL
UNION SELECT q.document_id FROM quotes q JOIN documents d ON d.id = q.document_id
WHERE q.speaker = :name AND d.superseded_by_run IS NULL
