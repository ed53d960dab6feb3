DELETE FROM official_reports WHERE document_id = :document_id AND n = :n
