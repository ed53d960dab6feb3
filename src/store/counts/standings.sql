SELECT id, level, kind FROM units
