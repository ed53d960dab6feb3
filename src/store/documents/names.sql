SELECT superseded_by_run IS NULL, ref, path, original, sha256 FROM documents WHERE id = :id
