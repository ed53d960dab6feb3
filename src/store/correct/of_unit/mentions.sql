DELETE FROM mentions WHERE document_id = :document_id AND unit_report_id = (SELECT id FROM unit_reports WHERE document_id = :document_id AND n = :n)
