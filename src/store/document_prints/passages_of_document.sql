SELECT document_id, passages FROM document_prints WHERE document_id = :id
