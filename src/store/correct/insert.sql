INSERT INTO corrections (line, action, target, value, rows_changed) VALUES (:line, :action, :target, :value, :rows_changed)
