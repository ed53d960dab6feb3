INSERT INTO rejects (run_id, path, reason, message) VALUES (:run_id, :path, :reason, :message)
ON CONFLICT (path) DO UPDATE SET run_id = excluded.run_id, reason = excluded.reason, message = excluded.message
