SELECT id FROM documents WHERE ref = :ref AND superseded_by_run IS NULL
