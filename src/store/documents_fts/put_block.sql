INSERT OR REPLACE INTO documents_fts_data (id, block) VALUES (:id, :block)
