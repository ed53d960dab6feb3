INSERT INTO keys (key, entity, official_id) VALUES (:key, 'official', :id)
