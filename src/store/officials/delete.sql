DELETE FROM officials WHERE id = :id
