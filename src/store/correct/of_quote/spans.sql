DELETE FROM quote_spans WHERE quote_id = (SELECT id FROM quotes WHERE document_id = :document_id AND n = :n)
