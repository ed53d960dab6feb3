UPDATE documents SET read_by = :read_by WHERE id = :id
