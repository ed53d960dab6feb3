SELECT DISTINCT unit_id FROM unit_reports WHERE document_id = :id AND unit_id IS NOT NULL
