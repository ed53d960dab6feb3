SELECT id, unit_id, document_id, kind, ref FROM unit_reports ORDER BY id
