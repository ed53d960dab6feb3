INSERT INTO documents_fts (documents_fts, rowid, title, body) VALUES ('delete', :id, :title, :body)
