INSERT INTO keys (key, entity, unit_id) VALUES (:key, 'unit', :id)
