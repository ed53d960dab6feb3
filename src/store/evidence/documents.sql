SELECT id, ref, published_on, division_code, duplicate_of FROM documents INDEXED BY documents_brief WHERE superseded_by_run IS NULL
