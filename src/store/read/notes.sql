SELECT code, message, span_start, span_end FROM notes WHERE document_id = :id ORDER BY n
