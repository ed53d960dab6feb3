SELECT d.id, d.ref, d.container, d.container_sha256, d.retrieved_on, o.ref,
  d.absent_since_run IS NOT NULL, d.superseded_by_run IS NOT NULL
FROM documents d LEFT JOIN documents o ON o.id = d.duplicate_of
ORDER BY d.path, d.sha256
