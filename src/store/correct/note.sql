DELETE FROM notes WHERE document_id = :document_id AND n = :n
