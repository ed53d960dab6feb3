SELECT id, key, key FROM officials WHERE id = :id
