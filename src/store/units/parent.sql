UPDATE units SET parent_id = :parent_id WHERE id = :id
