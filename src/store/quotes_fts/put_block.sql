INSERT OR REPLACE INTO quotes_fts_data (id, block) VALUES (:id, :block)
