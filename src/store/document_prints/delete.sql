DELETE FROM document_prints WHERE document_id = :document_id
