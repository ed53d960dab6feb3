-- What a run changed, fact by fact: of a document that is read otherwise than before, which facts came, went or read
-- differently now. `kind` is 'document' for changes of a document as a whole.
CREATE TABLE run_changes_new (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs (id),
  ref TEXT NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('document', 'field', 'credit', 'meeting', 'official', 'post', 'role', 'unit',
    'presence', 'quote', 'slogan', 'note')),
  change TEXT NOT NULL CHECK (change IN ('added', 'updated', 'superseded', 'absent', 'returned', 'removed')),
  before TEXT,
  after TEXT,
  UNIQUE (run_id, ref, change)
) STRICT;
INSERT INTO run_changes_new (id, run_id, ref, path, kind, change)
SELECT id, run_id, ref, path, 'document', change FROM run_changes;
DROP TABLE run_changes;
ALTER TABLE run_changes_new RENAME TO run_changes;
CREATE INDEX run_changes_ref ON run_changes (ref);
