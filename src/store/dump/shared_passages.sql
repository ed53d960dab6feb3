SELECT d.ref, p.span_start, p.span_end FROM shared_passages p JOIN documents d ON d.id = p.document_id
ORDER BY d.ref, p.span_start
