SELECT line, action, target, value, rows_changed FROM corrections ORDER BY line
