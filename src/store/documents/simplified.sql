SELECT coalesce(body_hans, body) FROM documents WHERE id = :id
