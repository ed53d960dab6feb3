SELECT name FROM official_reports WHERE document_id = :id AND NOT surname_only
