INSERT INTO notes (document_id, n, ref, code, message, span_start, span_end)
VALUES (:document_id, :n, :ref, :code, :message, :span_start, :span_end)
