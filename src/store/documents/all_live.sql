SELECT path, sha256, read_by, absent_since_run IS NOT NULL, supplied, container, container_sha256
FROM documents WHERE superseded_by_run IS NULL
