INSERT INTO runs (command, started_at, version) VALUES (:command, :started_at, :version)
