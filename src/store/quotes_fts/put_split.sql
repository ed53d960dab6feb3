INSERT INTO quotes_fts_idx (segid, term, pgno) VALUES (:segment, :term, :page)
