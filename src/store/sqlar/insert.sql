INSERT INTO sqlar (name, mode, mtime, sz, data) VALUES (:name, 33188, 0, :sz, :data)
ON CONFLICT (name) DO UPDATE SET sz = excluded.sz, data = excluded.data
