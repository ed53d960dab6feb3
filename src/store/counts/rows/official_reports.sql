SELECT id, official_id, document_id FROM official_reports ORDER BY id
