-- A suppressed name does not stay in what earlier runs changed.
UPDATE run_changes SET before = NULL, after = NULL WHERE instr(coalesce(before, ''), :name) OR instr(coalesce(after, ''), :name)
