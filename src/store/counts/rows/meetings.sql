SELECT id, key, held_from, held_to, held_precision IN ('day', 'month'), place, division_code FROM meetings ORDER BY id
