SELECT id, duplicate_of FROM documents WHERE duplicate_of IS NOT NULL
