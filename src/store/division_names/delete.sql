DELETE FROM division_names WHERE code = :code
