INSERT INTO keys (key, entity, entity_key, meeting_id) VALUES (:key, 'meeting', :entity_key, :id)
