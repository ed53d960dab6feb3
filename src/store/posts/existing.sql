SELECT id, unit_id, title, office FROM posts
