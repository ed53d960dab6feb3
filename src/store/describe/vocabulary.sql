INSERT INTO vocabulary (field, code, zh, en) VALUES (:field, :code, :zh, :en)
