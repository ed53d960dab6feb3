SELECT id, identity, key FROM units WHERE id = :id
