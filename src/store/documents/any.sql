SELECT 1 FROM documents
