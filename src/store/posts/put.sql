INSERT INTO posts (id, unit_id, title, office)
VALUES (:id, :unit_id, :title, :office)
ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, title = excluded.title, office = excluded.office
WHERE (posts.unit_id, posts.title, posts.office) IS NOT (excluded.unit_id, excluded.title, excluded.office)
