SELECT key, entity, entity_key FROM keys ORDER BY key
