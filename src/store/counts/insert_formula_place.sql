INSERT INTO formula_places (text, place, first_seen, documents, document_id, ref)
VALUES (:text, :place, :first_seen, :documents, :document_id, :ref)
