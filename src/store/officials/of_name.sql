SELECT id FROM officials WHERE name = :name
