SELECT id, text FROM quotes WHERE document_id = :document_id AND n = :n
