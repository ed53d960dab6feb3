INSERT INTO divisions (code, level, parent_code) VALUES (:code, :level, :parent_code)
