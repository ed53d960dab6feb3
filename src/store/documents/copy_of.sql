UPDATE documents SET duplicate_of = :duplicate_of WHERE id = :id
