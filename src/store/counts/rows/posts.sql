SELECT id, unit_id, office FROM posts ORDER BY id
