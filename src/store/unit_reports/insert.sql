INSERT INTO unit_reports (document_id, n, ref, name, kind, organ, place, place_code, unit_id, span_start, span_end, rule, basis)
VALUES (:document_id, :n, :ref, :name, :kind, :organ, :place, :place_code, :unit_id, :span_start, :span_end, :rule, :basis)
