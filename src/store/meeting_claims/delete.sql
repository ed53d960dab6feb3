DELETE FROM meeting_claims WHERE meeting_report_id IN (SELECT id FROM meeting_reports WHERE document_id = :document_id)
