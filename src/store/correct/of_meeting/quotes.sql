UPDATE quotes SET meeting_report_id = NULL WHERE document_id = :document_id AND meeting_report_id = (SELECT id FROM meeting_reports WHERE document_id = :document_id AND n = :n)
