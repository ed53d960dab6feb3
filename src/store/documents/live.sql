SELECT id, sha256, absent_since_run, retrieved_on FROM documents WHERE path = :path AND superseded_by_run IS NULL
