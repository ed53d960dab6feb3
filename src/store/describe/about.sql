INSERT INTO about (key, value) VALUES (:key, :value)
