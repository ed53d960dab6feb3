INSERT INTO keys (key, entity, entity_key, unit_id) VALUES (:key, 'unit', :entity_key, :id)
