SELECT id, document_id, n, name, surname_only, capacity, division_code, official_id FROM official_reports WHERE name = :name
