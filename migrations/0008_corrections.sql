-- The reading of documents that corrections changed, as it was: taking a correction back needs it.
CREATE TABLE readings (
  document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  sz INTEGER NOT NULL,
  record BLOB NOT NULL
) STRICT;

-- SHA-256 of the corrections that were applied; NULL for none.
ALTER TABLE runs ADD COLUMN corrections TEXT;
