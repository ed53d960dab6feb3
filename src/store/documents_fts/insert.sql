INSERT INTO documents_fts (rowid, title, body) VALUES (:id, :title, :body)
