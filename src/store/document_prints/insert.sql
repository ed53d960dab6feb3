INSERT INTO document_prints (document_id, whole, letters, sketch, passages)
VALUES (:document_id, :whole, :letters, :sketch, :passages)
