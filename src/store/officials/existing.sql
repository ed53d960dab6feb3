SELECT id, key, key FROM officials
