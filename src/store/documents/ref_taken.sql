SELECT EXISTS (SELECT 1 FROM documents WHERE ref = :ref)
