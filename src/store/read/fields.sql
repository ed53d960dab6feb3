SELECT field, span_start, span_end, rule, basis FROM document_fields WHERE document_id = :id ORDER BY id
