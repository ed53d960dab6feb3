SELECT key, name, kind, held_on, held_until, held_basis, daypart, place, division_code FROM meetings ORDER BY key
