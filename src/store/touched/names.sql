SELECT DISTINCT name FROM official_reports WHERE document_id = :id
