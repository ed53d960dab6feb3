SELECT code, name, full_name, valid_from, valid_to FROM division_names ORDER BY code, valid_from, name
