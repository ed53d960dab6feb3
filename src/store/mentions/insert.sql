INSERT INTO mentions (document_id, n, ref, official_report_id, unit_report_id, division_code, text, span_start, span_end, rule, basis)
VALUES (:document_id, :n, :ref, :official_report_id, :unit_report_id, :division_code, :text, :span_start, :span_end, :rule, :basis)
