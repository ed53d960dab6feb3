INSERT INTO divisions (code, level, parent_code) VALUES (:code, :level, :parent_code)
ON CONFLICT (code) DO UPDATE SET level = excluded.level, parent_code = excluded.parent_code
