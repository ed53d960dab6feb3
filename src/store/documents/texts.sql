SELECT title, coalesce(body_hans, body), superseded_by_run IS NULL FROM documents WHERE id = :id
