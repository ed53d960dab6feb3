INSERT INTO quotes_fts (quotes_fts) VALUES ('optimize')
