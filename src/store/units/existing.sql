SELECT id, identity, key FROM units
