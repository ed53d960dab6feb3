INSERT INTO quotes_fts (quotes_fts, rowid, text) VALUES ('delete', :id, :text)
