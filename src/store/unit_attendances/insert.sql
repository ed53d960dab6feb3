INSERT INTO unit_attendances (unit_report_id, n, ref, meeting_report_id, presence, span_start, span_end, rule, basis)
VALUES (:unit_report_id, :n, :ref, :meeting_report_id, :presence, :span_start, :span_end, :rule, :basis)
