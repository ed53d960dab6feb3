DELETE FROM credits WHERE document_id = :document_id
