UPDATE sqlar SET name = :new WHERE name = :old
