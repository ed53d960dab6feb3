INSERT INTO document_fields (document_id, ref, field, value, span_start, span_end, rule, basis)
VALUES (:document_id, :ref, :field, :value, :span_start, :span_end, :rule, :basis)
