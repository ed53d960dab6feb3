SELECT name FROM official_reports WHERE id = :id
