INSERT INTO posts (id, unit_id, title, office) VALUES (:id, :unit_id, :title, :office)
