INSERT INTO run_changes (run_id, ref, path, change) VALUES (:run_id, :ref, :path, :change)
ON CONFLICT DO NOTHING
