DELETE FROM credits WHERE document_id = :document_id AND n = :n
