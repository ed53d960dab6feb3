INSERT INTO formulas (text, documents, places, first_seen, last_seen, document_id, ref)
VALUES (:text, :documents, :places, :first_seen, :last_seen, :document_id, :ref)
