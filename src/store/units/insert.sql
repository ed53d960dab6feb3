INSERT INTO units (id, key, name, kind, organ, level, division_code, parent_id)
VALUES (:id, :key, :name, :kind, :organ, :level, :division_code, :parent_id)
