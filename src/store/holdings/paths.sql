SELECT path, sha256 FROM documents WHERE superseded_by_run IS NULL
