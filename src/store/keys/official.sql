INSERT INTO keys (key, entity, entity_key, official_id) VALUES (:key, 'official', :entity_key, :id)
