SELECT id, published_from FROM documents WHERE superseded_by_run IS NULL AND duplicate_of IS NULL
