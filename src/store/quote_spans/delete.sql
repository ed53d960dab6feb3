DELETE FROM quote_spans WHERE quote_id IN (SELECT id FROM quotes WHERE document_id = :document_id)
