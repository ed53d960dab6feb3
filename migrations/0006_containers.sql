-- Two more reasons for passing over an input; SQLite cannot change a CHECK, so the table is made anew.
ALTER TABLE rejects RENAME TO rejects_before;

CREATE TABLE rejects (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  path TEXT NOT NULL UNIQUE,
  reason TEXT NOT NULL CHECK (reason IN ('empty', 'binary', 'too-large', 'unreadable', 'symlink-loop', 'special-file',
    'same-path', 'damaged', 'too-deep', 'failed')),
  message TEXT NOT NULL
) STRICT;

INSERT INTO rejects SELECT * FROM rejects_before;
DROP TABLE rejects_before;
CREATE INDEX rejects_run ON rejects (run_id);
