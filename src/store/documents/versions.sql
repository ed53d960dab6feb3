SELECT id FROM documents WHERE path = :path ORDER BY id
