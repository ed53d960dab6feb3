SELECT id, key, key FROM meetings WHERE id = :id
