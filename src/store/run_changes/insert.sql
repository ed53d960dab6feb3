INSERT INTO run_changes (run_id, ref, path, kind, change, before, after)
VALUES (:run_id, :ref, :path, :kind, :change, :before, :after)
ON CONFLICT DO NOTHING
