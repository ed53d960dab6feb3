DELETE FROM units WHERE id = :id
