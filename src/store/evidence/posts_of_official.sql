SELECT e.id, u.document_id, e.official_report_id, u.unit_id, u.place_code, e.title, e.status, e.seen_on, e.seen_basis, e.post_id, p.office
FROM post_reports e CROSS JOIN unit_reports u ON u.id = e.unit_report_id LEFT JOIN posts p ON p.id = e.post_id
WHERE e.official_report_id = :id AND u.unit_id IS NOT NULL
ORDER BY e.id
