SELECT path, sha256, size, encoding, format, script, kind, body, body_hans, title, publisher, url, published_on,
  retrieved_on, supplied
FROM documents WHERE id = :id
