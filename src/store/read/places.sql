SELECT division_code, text, span_start, span_end, rule, basis
FROM mentions WHERE document_id = :id AND division_code IS NOT NULL ORDER BY n
