INSERT INTO credits (document_id, n, ref, role, name, span_start, span_end, rule, basis)
VALUES (:document_id, :n, :ref, :role, :name, :span_start, :span_end, :rule, :basis)
