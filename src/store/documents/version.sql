SELECT id FROM documents WHERE path = :path AND sha256 = :sha256
