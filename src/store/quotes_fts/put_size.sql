INSERT INTO quotes_fts_docsize (id, sz) VALUES (:id, :sz)
