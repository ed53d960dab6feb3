SELECT a.presence, m.n, a.span_start, a.span_end, a.rule, a.basis
FROM unit_attendances a JOIN meeting_reports m ON m.id = a.meeting_report_id
WHERE a.unit_report_id = :id ORDER BY a.n
