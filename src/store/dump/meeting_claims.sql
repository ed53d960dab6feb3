SELECT m.key, r.ref, c.field, c.value, c.chosen
FROM meeting_claims c JOIN meetings m ON m.id = c.meeting_id JOIN meeting_reports r ON r.id = c.meeting_report_id
ORDER BY m.key, r.ref, c.field
