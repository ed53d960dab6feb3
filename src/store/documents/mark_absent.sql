UPDATE documents SET absent_since_run = :run WHERE id = :id
