DELETE FROM unit_reports WHERE document_id = :document_id AND n = :n
