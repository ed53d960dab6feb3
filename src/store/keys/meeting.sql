INSERT INTO keys (key, entity, meeting_id) VALUES (:key, 'meeting', :id)
