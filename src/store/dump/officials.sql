SELECT key, name, pinyin, capacity, surname_only, division_code FROM officials ORDER BY key
