INSERT INTO units (id, key, identity, name, kind, organ, level, division_code)
VALUES (:id, :key, :identity, :name, :kind, :organ, :level, :division_code)
ON CONFLICT (id) DO UPDATE SET key = excluded.key, identity = excluded.identity, name = excluded.name, kind = excluded.kind, organ = excluded.organ, level = excluded.level, division_code = excluded.division_code
WHERE (units.key, units.identity, units.name, units.kind, units.organ, units.level, units.division_code) IS NOT (excluded.key, excluded.identity, excluded.name, excluded.kind, excluded.organ, excluded.level, excluded.division_code)
