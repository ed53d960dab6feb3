SELECT id, identity, name, kind, organ, level, division_code, parent_id FROM units
