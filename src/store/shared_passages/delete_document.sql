DELETE FROM shared_passages WHERE document_id = :document_id
