SELECT id FROM units WHERE identity = :identity
