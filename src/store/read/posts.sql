SELECT p.unit, u.n, p.title, p.status, p.span_start, p.span_end, p.rule, p.basis
FROM post_reports p JOIN unit_reports u ON u.id = p.unit_report_id
WHERE p.official_report_id = :id ORDER BY p.n
