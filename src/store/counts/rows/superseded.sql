SELECT id FROM documents WHERE superseded_by_run IS NOT NULL
