SELECT block FROM quotes_fts_data WHERE id = 10
