DELETE FROM meeting_reports WHERE document_id = :document_id AND n = :n
