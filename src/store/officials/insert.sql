INSERT INTO officials (id, key, name, pinyin, capacity, surname_only, division_code)
VALUES (:id, :key, :name, :pinyin, :capacity, :surname_only, :division_code)
