SELECT a.role, m.n, a.list_order, a.span_start, a.span_end, a.rule, a.basis
FROM attendances a JOIN meeting_reports m ON m.id = a.meeting_report_id
WHERE a.official_report_id = :id ORDER BY a.n
