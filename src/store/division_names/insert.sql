INSERT INTO division_names (code, name, full_name, valid_from, valid_to) VALUES (:code, :name, :full_name, :valid_from, :valid_to)
