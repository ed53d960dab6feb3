SELECT block FROM documents_fts_data WHERE id = 10
