INSERT INTO attendances (official_report_id, n, ref, meeting_report_id, role, list_order, span_start, span_end, rule, basis)
VALUES (:official_report_id, :n, :ref, :meeting_report_id, :role, :list_order, :span_start, :span_end, :rule, :basis)
