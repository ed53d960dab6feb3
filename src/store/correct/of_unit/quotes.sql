UPDATE quotes SET unit_report_id = NULL WHERE document_id = :document_id AND unit_report_id = (SELECT id FROM unit_reports WHERE document_id = :document_id AND n = :n)
