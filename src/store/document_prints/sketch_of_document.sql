SELECT sketch FROM document_prints WHERE document_id = :id
