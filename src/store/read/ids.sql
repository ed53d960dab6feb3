SELECT id FROM documents ORDER BY path, sha256
