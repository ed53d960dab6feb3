SELECT id, meeting_id, document_id FROM meeting_reports ORDER BY id
