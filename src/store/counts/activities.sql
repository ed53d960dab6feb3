INSERT INTO activities (meeting_id, official_id, list_order, documents, ref)
SELECT mr.meeting_id, r.official_id, min(a.list_order), count(DISTINCT coalesce(c.head, r.document_id)), min(a.ref)
FROM temp.changed_meeting x CROSS JOIN meeting_reports mr ON mr.meeting_id = x.id
  CROSS JOIN attendances a ON a.meeting_report_id = mr.id
  CROSS JOIN official_reports r ON r.id = a.official_report_id
  LEFT JOIN temp.copy c ON c.id = r.document_id
WHERE x.id BETWEEN :first AND :last AND r.official_id IS NOT NULL
GROUP BY mr.meeting_id, r.official_id;
