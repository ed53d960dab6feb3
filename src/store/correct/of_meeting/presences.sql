DELETE FROM unit_attendances WHERE unit_report_id IN (SELECT id FROM unit_reports WHERE document_id = :document_id)
  AND meeting_report_id = (SELECT id FROM meeting_reports WHERE document_id = :document_id AND n = :n)
