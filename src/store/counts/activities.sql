INSERT INTO activities (meeting_id, official_id, list_order, documents, ref)
SELECT mr.meeting_id, r.official_id, min(a.list_order), count(DISTINCT coalesce(c.head, r.document_id)), min(a.ref)
FROM attendances a CROSS JOIN official_reports r ON r.id = a.official_report_id
  CROSS JOIN meeting_reports mr ON mr.id = a.meeting_report_id
  LEFT JOIN temp.copy c ON c.id = r.document_id
WHERE mr.meeting_id IS NOT NULL AND r.official_id IS NOT NULL
GROUP BY mr.meeting_id, r.official_id;
