SELECT field, span_start, span_end, rule, basis, value FROM document_fields WHERE document_id = :id ORDER BY id
