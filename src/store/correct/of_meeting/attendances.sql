DELETE FROM attendances WHERE official_report_id IN (SELECT id FROM official_reports WHERE document_id = :document_id)
  AND meeting_report_id = (SELECT id FROM meeting_reports WHERE document_id = :document_id AND n = :n)
