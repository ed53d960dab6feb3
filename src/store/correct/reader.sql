SELECT ref, read_by, read_in_run FROM documents WHERE id = :id
