DELETE FROM post_reports WHERE official_report_id IN (SELECT id FROM official_reports WHERE document_id = :document_id)
  AND unit_report_id = (SELECT id FROM unit_reports WHERE document_id = :document_id AND n = :n)
