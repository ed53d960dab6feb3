SELECT id, ref, published_on FROM documents WHERE superseded_by_run IS NULL
