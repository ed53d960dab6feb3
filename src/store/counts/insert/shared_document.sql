INSERT INTO shared_documents (original_id, document_id, passages, characters, span_start)
VALUES (:original_id, :document_id, :passages, :characters, :span_start)
