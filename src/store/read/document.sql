SELECT path, sha256, size, encoding, format, script, kind, body, body_hans, title, publisher, url, published_on,
  retrieved_on, supplied, container, container_sha256
FROM documents WHERE id = :id
