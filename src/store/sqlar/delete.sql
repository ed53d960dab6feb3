DELETE FROM sqlar WHERE name = :name
