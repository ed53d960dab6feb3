INSERT INTO documents_fts_docsize (id, sz) VALUES (:id, :sz)
