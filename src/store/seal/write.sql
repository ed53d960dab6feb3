INSERT INTO about (key, value) VALUES ('seal', :seal) ON CONFLICT (key) DO UPDATE SET value = excluded.value
