INSERT INTO officials (id, key, name, pinyin, capacity, surname_only, division_code)
VALUES (:id, :key, :name, :pinyin, :capacity, :surname_only, :division_code)
ON CONFLICT (id) DO UPDATE SET key = excluded.key, name = excluded.name, pinyin = excluded.pinyin, capacity = excluded.capacity, surname_only = excluded.surname_only, division_code = excluded.division_code
WHERE (officials.key, officials.name, officials.pinyin, officials.capacity, officials.surname_only, officials.division_code) IS NOT (excluded.key, excluded.name, excluded.pinyin, excluded.capacity, excluded.surname_only, excluded.division_code)
