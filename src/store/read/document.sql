SELECT path, sha256, size, encoding, format, script, kind, body, body_hans, title, publisher, url, published_on
FROM documents WHERE id = :id
