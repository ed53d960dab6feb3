INSERT INTO quotes_fts (rowid, text) VALUES (:id, :text)
