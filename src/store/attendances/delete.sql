DELETE FROM attendances WHERE official_report_id IN (SELECT id FROM official_reports WHERE document_id = :document_id)
