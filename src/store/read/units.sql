SELECT id, n, name, kind, organ, place, place_code, span_start, span_end, rule, basis
FROM unit_reports WHERE document_id = :id ORDER BY id
