SELECT sql FROM sqlite_schema WHERE name = 'documents_fts'
