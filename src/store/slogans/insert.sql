INSERT INTO slogans (document_id, n, ref, text, span_start, span_end, rule, basis)
VALUES (:document_id, :n, :ref, :text, :span_start, :span_end, :rule, :basis)
