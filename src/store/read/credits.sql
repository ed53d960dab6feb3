SELECT role, name, span_start, span_end, rule, basis FROM credits WHERE document_id = :id ORDER BY n
