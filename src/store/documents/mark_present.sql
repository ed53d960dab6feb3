UPDATE documents SET absent_since_run = NULL WHERE id = :id
