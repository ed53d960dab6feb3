UPDATE documents SET original = :original WHERE id = :id
