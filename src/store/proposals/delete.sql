DELETE FROM proposals WHERE kind = 'homonym' AND key_a = :key
