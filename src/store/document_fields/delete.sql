DELETE FROM document_fields WHERE document_id = :document_id
