DELETE FROM mentions WHERE document_id = :document_id AND n = :n
