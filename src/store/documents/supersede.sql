UPDATE documents SET superseded_by_run = :run, absent_since_run = NULL WHERE id = :id
