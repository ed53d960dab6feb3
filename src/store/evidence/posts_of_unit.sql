SELECT e.id, u.document_id, e.official_report_id, u.unit_id, u.place_code, e.title, e.status, e.seen_on, e.seen_basis, e.post_id
FROM unit_reports u CROSS JOIN post_reports e ON e.unit_report_id = u.id
WHERE u.unit_id = :id
