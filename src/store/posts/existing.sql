SELECT id, unit_id, title FROM posts
