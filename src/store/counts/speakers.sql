SELECT id, official_id FROM official_reports
