INSERT INTO shared_passages (document_id, span_start, span_end, passage)
VALUES (:document_id, :span_start, :span_end, :passage)
