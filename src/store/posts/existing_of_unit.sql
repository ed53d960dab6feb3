SELECT id, unit_id, title, office FROM posts WHERE unit_id = :id
