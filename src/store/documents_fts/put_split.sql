INSERT INTO documents_fts_idx (segid, term, pgno) VALUES (:segment, :term, :page)
