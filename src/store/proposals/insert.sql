INSERT INTO proposals (kind, key_a, key_b, reason) VALUES (:kind, :key_a, :key_b, :reason)
