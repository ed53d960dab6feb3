SELECT count(*) FROM documents WHERE superseded_by_run IS NULL
