-- Frees key and identity for other rows that are going to bear them.
UPDATE units SET key = '~' || id, identity = '~' || id WHERE id = :id
