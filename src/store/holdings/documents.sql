-- Every version of every document, old versions of a page before the live one.
SELECT d.id, d.path, d.sha256, d.size, d.supplied, d.container, d.container_sha256, d.absent_since_run IS NOT NULL,
  d.superseded_by_run IS NOT NULL, s.sz, s.data
FROM documents d LEFT JOIN sqlar s ON s.name = d.original
ORDER BY d.path, d.superseded_by_run IS NULL, d.id
