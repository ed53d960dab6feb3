SELECT id, unit_id FROM unit_reports
