DELETE FROM divisions WHERE code = :code
