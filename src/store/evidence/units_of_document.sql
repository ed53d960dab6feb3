SELECT id, document_id, n, name, kind, organ, place, place_code, unit_id FROM unit_reports WHERE document_id = :id
