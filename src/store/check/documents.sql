SELECT id, ref FROM documents ORDER BY id
