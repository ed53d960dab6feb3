SELECT id, n, name, surname_only, rank, capacity, span_start, span_end, rule, basis
FROM official_reports WHERE document_id = :id ORDER BY id
