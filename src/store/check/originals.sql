SELECT d.path, d.sha256, s.sz, s.data FROM documents d LEFT JOIN sqlar s ON s.name = d.original
WHERE d.original IS NOT NULL
